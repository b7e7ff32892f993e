import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BodyOf, currentOf, useAct, useAsk } from '../../api/index.ts'
import { Dialog } from '../../elements/dialog.tsx'
import { Asked, ProblemNote } from '../../elements/index.ts'
import { useMe } from '../../session/index.ts'
import { useTime } from '../../time/index.ts'
import { ConflictNote, useHere, useZone } from '../office/index.ts'
import { type Draft, dropDraft, keepDraft, readDraft } from './drafts.ts'
import type { Visit } from './next-visit.ts'

interface Props {
  readonly visit: Pick<Visit, 'id' | 'patientName' | 'startsAt' | 'reference'>
  readonly onDone: () => void
}

/** The doctor's notes about a visit, for that doctor alone. What was typed before is there again. */
export function NotesDialog({ visit, onDone }: Props) {
  const { t } = useTranslation('doctor')
  const time = useTime()
  const zone = useZone()
  const account = useMe()?.accountId ?? ''
  const [draft] = useState(() => readDraft(account, visit.id))
  const name = visit.patientName ?? visit.reference
  return (
    <Dialog title={t('notes.title', { name, time: time.moment(visit.startsAt, zone) })} onClose={onDone}>
      {draft ? (
        <Editor visit={visit.id} account={account} start={draft} isDraft onDone={onDone} />
      ) : (
        <Written visit={visit.id} account={account} onDone={onDone} />
      )}
    </Dialog>
  )
}

interface Part {
  readonly visit: string
  readonly account: string
  readonly onDone: () => void
}

function Written(part: Part) {
  const notes = useAsk(
    'showNotes',
    { clinic: useHere(), params: { appointment: part.visit } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  return (
    <Asked of={notes}>
      {({ body }) => (
        <Editor {...part} start={{ text: body.text ?? '', version: body.version }} isDraft={false} />
      )}
    </Asked>
  )
}

function Editor({ visit, account, start, isDraft, onDone }: Part & { start: Draft; isDraft: boolean }) {
  const { t } = useTranslation(['doctor', 'shell'])
  const clinic = useHere()
  const [text, setText] = useState(start.text)
  const [version, setVersion] = useState(start.version)
  const [touched, setTouched] = useState(isDraft)
  const save = useAct('keepNotes', ['showNotes'])
  const send = (seen: number) =>
    save.mutate(
      { clinic, params: { appointment: visit }, body: { text }, ifMatch: seen },
      {
        onSuccess: () => {
          dropDraft(account, visit)
          onDone()
        },
      },
    )
  const current = currentOf<BodyOf<'showNotes'>>(save.error)
  const take = (theirs: BodyOf<'showNotes'>) => {
    setText(theirs.text ?? '')
    setVersion(theirs.version)
    setTouched(false)
    dropDraft(account, visit)
    save.reset()
  }
  return (
    <Stack>
      <Textarea
        label={t('notes.label')}
        description={t('notes.why')}
        autosize
        minRows={8}
        maxRows={20}
        maxLength={10_000}
        data-autofocus
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          setTouched(true)
          keepDraft(account, visit, { text: value, version })
        }}
      />
      <Text size="sm" c="dimmed" role="status" mih={21}>
        {touched && t(isDraft && text === start.text ? 'notes.fromBefore' : 'notes.keptHere')}
      </Text>
      {current ? (
        <ConflictNote
          mine={[[t('notes.label'), text]]}
          theirs={[[t('notes.label'), current.text ?? '']]}
          busy={save.isPending}
          onMine={() => {
            setVersion(current.version)
            send(current.version)
          }}
          onTheirs={() => take(current)}
        />
      ) : (
        <ProblemNote error={save.error} />
      )}
      <Group justify="flex-end">
        <Button variant="default" mih={44} onClick={onDone}>
          {t(touched ? 'notes.later' : 'shell:close')}
        </Button>
        <Button mih={44} loading={save.isPending} disabled={!touched} onClick={() => send(version)}>
          {t('shell:save')}
        </Button>
      </Group>
    </Stack>
  )
}
