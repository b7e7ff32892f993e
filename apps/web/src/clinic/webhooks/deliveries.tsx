import type { WebhookDelivery } from '@polyclinic/contract'
import { Badge, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, usePages } from '../../api/index.ts'
import { AskedPages, ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { RecordList, RecordRow, useHere, useZone } from '../office/index.ts'

const states = ['waiting', 'delivered', 'given-up'] as const
type State = (typeof states)[number]
const colours = { waiting: 'yellow', delivered: 'green', 'given-up': 'red' } as const

/** What was sent there or not; what waits is looked at again every few seconds. */
export function Deliveries({ webhook }: { readonly webhook: string }) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const [state, setState] = useState<State | 'all'>('all')
  const list = usePages(
    'listWebhookDeliveries',
    { clinic, params: { webhook }, query: { limit: 20, ...(state !== 'all' && { state }) } },
    { refetchInterval: 5_000 },
  )
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={3} size="h5" id="deliveries">
          {t('webhooks.deliveries')}
        </Title>
        <SegmentedControl
          aria-label={t('webhooks.which')}
          value={state}
          onChange={(given) => setState(given as State | 'all')}
          data={(['all', ...states] as const).map((each) => ({
            value: each,
            label: t(`webhooks.state.${each}`),
          }))}
        />
      </Group>
      <AskedPages of={list} empty={<Text c="dimmed">{t('webhooks.noDeliveries')}</Text>}>
        {(deliveries) => (
          <RecordList label={t('webhooks.deliveries')}>
            {deliveries.map((each) => (
              <Delivery key={each.id} webhook={webhook} delivery={each} />
            ))}
          </RecordList>
        )}
      </AskedPages>
    </Stack>
  )
}

function Delivery({ webhook, delivery }: { webhook: string; delivery: WebhookDelivery }) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const time = useTime()
  const zone = useZone()
  const replay = useAct('replayWebhookDelivery', ['listWebhookDeliveries'])
  const { id, type, state, outcome, status, occurredAt, attempts, nextAttemptAt } = delivery
  const facts = [
    time.moment(occurredAt, zone),
    t('webhooks.attempts', { count: attempts }),
    outcome && t(`webhooks.outcome.${outcome}`),
    status !== undefined && `HTTP ${status}`,
    state === 'waiting' && nextAttemptAt && t('webhooks.next', { day: time.moment(nextAttemptAt, zone) }),
  ]
  return (
    <RecordRow
      title={type.replace('polyclinic.', '')}
      badge={
        <Badge variant="outline" color={colours[state]} tt="none">
          {t(`webhooks.state.${state}`)}
        </Badge>
      }
      facts={
        <>
          {facts.filter(Boolean).join(' · ')}
          <ProblemNote error={replay.error} />
        </>
      }
      actions={
        state !== 'waiting' && (
          <Button
            variant="default"
            size="sm"
            loading={replay.isPending}
            onClick={() => replay.mutate({ clinic, params: { webhook, delivery: id } })}
          >
            {t('webhooks.replay')}
          </Button>
        )
      }
    />
  )
}
