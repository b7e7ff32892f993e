import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { VisitChanging } from '../visit/index.ts'
import type { Queue, QueuedVisit } from './queue-of.ts'
import { QueueRow } from './queue-row.tsx'

interface Props {
  readonly queue: Queue
  readonly now: Date
  readonly nameOf: (visit: QueuedVisit) => string
  /** The visit whose button was pressed, and what came of it */
  readonly acting: { readonly visit: string | undefined; readonly error: unknown; readonly busy: boolean }
  /** While one visit is changed the others wait */
  readonly wait: boolean
  readonly onChange: VisitChanging['change']
}

/** Of one doctor: here (the first is next), late, and still expected. */
export function DoctorsQueue({ queue, now, nameOf, acting, wait, onChange }: Props) {
  const { t } = useTranslation('day')
  const rows = (visits: readonly QueuedVisit[], kind: 'here' | 'late' | 'expected') =>
    visits.map((visit, nth) => (
      <QueueRow
        key={visit.id}
        visit={visit}
        doctorName={queue.doctor.name}
        shown={nameOf(visit)}
        kind={kind}
        next={kind === 'here' && nth === 0}
        now={now}
        busy={acting.busy && acting.visit === visit.id}
        wait={wait}
        error={acting.visit === visit.id ? acting.error : undefined}
        onChange={onChange}
      />
    ))
  return (
    <Paper withBorder p="md" component="section" aria-label={queue.doctor.name}>
      <Stack gap="md">
        <Title order={2} size="h3">
          {queue.doctor.name}
        </Title>
        <Stack gap="xs">
          <Text fw={600}>{t('queue.here', { count: queue.here.length })}</Text>
          {queue.here.length === 0 ? <Text c="dimmed">{t('queue.nobody')}</Text> : rows(queue.here, 'here')}
        </Stack>
        {queue.late.length > 0 && (
          <Stack gap="xs">
            <Group gap="xs">
              <Badge
                styles={{ label: { color: 'var(--mantine-color-text)' } }}
                color="orange"
                variant="outline"
                leftSection={<IconAlertTriangle size={14} aria-hidden />}
                size="lg"
              >
                {t('queue.late', { count: queue.late.length })}
              </Badge>
            </Group>
            {rows(queue.late, 'late')}
          </Stack>
        )}
        {queue.expected.length > 0 && (
          <Stack gap="xs">
            <Text fw={600}>{t('queue.expected', { count: queue.expected.length })}</Text>
            {rows(queue.expected, 'expected')}
          </Stack>
        )}
      </Stack>
    </Paper>
  )
}
