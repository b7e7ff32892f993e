import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BodyOf, useAct, useAsk } from '../../api/index.ts'
import { ConfirmDialog } from '../../elements/confirm-dialog.tsx'
import { Asked, EmptyNote, ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { ConsolePage } from '../parts/console-page.tsx'

/** What was given up and waits for somebody's decision: jobs, notices among them, and events. */
export function DeadLettersPage() {
  const { t } = useTranslation('operator')
  const letters = useAsk('listDeadLetters', {}, { refetchInterval: 30_000 })
  const events = useAsk('listSetAside', {}, { refetchInterval: 30_000 })
  return (
    <ConsolePage title={t('pages.deadLetters')}>
      <Title order={2} size="h4">
        {t('deadLetters.jobs')}
      </Title>
      <Asked of={letters}>
        {({ body }) =>
          body.items.length === 0 ? (
            <EmptyNote title={t('deadLetters.jobsNone')}>
              <Text c="dimmed">{t('deadLetters.jobsNoneWay')}</Text>
            </EmptyNote>
          ) : (
            <Stack gap="xs">
              {body.items.map((letter) => (
                <Letter key={letter.id} letter={letter} />
              ))}
            </Stack>
          )
        }
      </Asked>
      <Title order={2} size="h4">
        {t('deadLetters.events')}
      </Title>
      <Asked of={events}>
        {({ body }) =>
          body.items.length === 0 ? (
            <EmptyNote title={t('deadLetters.eventsNone')}>
              <Text c="dimmed">{t('deadLetters.eventsNoneWay')}</Text>
            </EmptyNote>
          ) : (
            <Stack gap="xs">
              {body.items.map((event) => (
                <SetAside key={event.id} event={event} />
              ))}
            </Stack>
          )
        }
      </Asked>
    </ConsolePage>
  )
}

function Letter({ letter }: { readonly letter: BodyOf<'listDeadLetters'>['items'][number] }) {
  const { t } = useTranslation('operator')
  const time = useTime()
  const retry = useAct('retryDeadLetters', ['listDeadLetters'])
  const drop = useAct('dropDeadLetters', ['listDeadLetters'])
  const [asking, setAsking] = useState(false)
  const body = { ids: [letter.id] }
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between">
        <Stack gap={2} flex="1 1 240px" miw={0}>
          <Text fw={600}>
            {letter.task}
            {letter.clinic && ` · ${letter.clinic}`}
          </Text>
          <Text size="sm" c="dimmed">
            {time.ownMoment(letter.queuedAt)} · {t('deadLetters.attempts', { count: letter.attempts })}
          </Text>
          {letter.error && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {letter.error}
            </Text>
          )}
        </Stack>
        <Group gap="xs">
          <Button variant="light" loading={retry.isPending} onClick={() => retry.mutate({ body })}>
            {t('deadLetters.retry')}
          </Button>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('deadLetters.drop')}
          </Button>
        </Group>
      </Group>
      <ProblemNote error={retry.error} />
      {asking && (
        <ConfirmDialog
          title={letter.task}
          verb={t('deadLetters.drop')}
          grave
          busy={drop.isPending}
          error={drop.error}
          onConfirm={() => drop.mutate({ body }, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          <Text>{t('deadLetters.dropText')}</Text>
        </ConfirmDialog>
      )}
    </Paper>
  )
}

function SetAside({ event }: { readonly event: BodyOf<'listSetAside'>['items'][number] }) {
  const { t } = useTranslation('operator')
  const time = useTime()
  const retry = useAct('retrySetAside', ['listSetAside'])
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between">
        <Stack gap={2}>
          <Text fw={600}>
            {event.clinic} · {event.type}
          </Text>
          <Text size="sm" c="dimmed">
            {time.ownMoment(event.setAsideAt)} · {event.reason}
          </Text>
        </Stack>
        <Button
          variant="light"
          loading={retry.isPending}
          onClick={() => retry.mutate({ body: { ids: [event.id] } })}
        >
          {t('deadLetters.retry')}
        </Button>
      </Group>
      <ProblemNote error={retry.error} />
    </Paper>
  )
}
