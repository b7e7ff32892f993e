import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct, useAsk } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useClinic } from '../here/use-clinic.ts'

/** The doctor's own notes; for everybody else there is nothing here. */
export function VisitNotes({ visit }: { readonly visit: string }) {
  const { clinic } = useClinic()
  const asked = useAsk(
    'showNotes',
    { clinic, params: { appointment: visit } },
    // what one is writing is not taken away by an answer that comes by itself
    { staleTime: Number.POSITIVE_INFINITY },
  )
  if (isProblem(asked.error, 'not-allowed', 'not-found')) return null
  if (!asked.data) return <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
  const { text, version } = asked.data.body
  return <NotesForm visit={visit} text={text ?? ''} version={version} />
}

interface Props {
  readonly visit: string
  readonly text: string
  readonly version: number
}

function NotesForm({ visit, text, version: first }: Props) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const [typed, setTyped] = useState(text)
  const [kept, setKept] = useState(text)
  const [version, setVersion] = useState(first)
  const act = useAct('keepNotes', ['showNotes'])
  const newer = isProblem(act.error, 'version-mismatch')
    ? (act.error.problem['current'] as { readonly text?: string; readonly version: number } | undefined)
    : undefined
  const keep = (over = version) =>
    act.mutate(
      { clinic, params: { appointment: visit }, body: { text: typed }, ifMatch: over },
      {
        onSuccess({ body }) {
          setVersion(body.version)
          setKept(typed)
        },
      },
    )
  return (
    <Stack gap="xs" component="section" aria-labelledby="visit-notes">
      <Title order={2} size="h5" id="visit-notes">
        {t('notes.title')}
      </Title>
      <Textarea
        aria-labelledby="visit-notes"
        description={t('notes.only')}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={10_000}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {newer ? (
        <Stack gap="xs" role="alert">
          <Text fw={600}>{t('notes.newer')}</Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {newer.text}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => setTyped(`${newer.text ?? ''}\n${typed}`)}>
              {t('notes.both')}
            </Button>
            <Button loading={act.isPending} onClick={() => keep(newer.version)}>
              {t('notes.mine')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <ProblemNote error={act.error} />
      )}
      <Group gap="xs">
        <Button
          variant="light"
          loading={act.isPending}
          disabled={typed === kept}
          w="fit-content"
          onClick={() => keep()}
        >
          {t('notes.keep')}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {act.isSuccess && typed === kept ? t('notes.kept') : ''}
        </Text>
      </Group>
    </Stack>
  )
}
