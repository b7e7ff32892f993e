import { Button, Group, Stack, Text } from '@mantine/core'
import { IconChevronRight, IconDoorEnter } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import type { SeenVisit, VisitChanging } from '../visit/index.ts'
import { minutesSince, type QueuedVisit } from './queue-of.ts'
import { useArrivedAt } from './use-arrived-at.ts'

interface Props {
  readonly visit: QueuedVisit
  readonly doctorName: string
  /** The name, or what stands for it */
  readonly shown: string
  readonly kind: 'here' | 'late' | 'expected'
  readonly next: boolean
  readonly now: Date
  readonly busy: boolean
  readonly wait: boolean
  readonly error: unknown
  readonly onChange: VisitChanging['change']
}

/** One press: here, or done. */
export const QueueRow = memo(function QueueRow(props: Props) {
  const { visit, doctorName, shown, kind, next, now, busy, wait, error, onChange } = props
  const { t } = useTranslation('day')
  const time = useTime()
  const arrivedAt = useArrivedAt(visit)
  const seen: SeenVisit = { ...visit, doctorName, patientName: shown }
  const verb = kind === 'here' ? 'fulfil' : visit.status === 'pending' ? 'confirm' : 'arrive'
  return (
    <Stack
      gap="xs"
      p={next ? 'sm' : 0}
      style={
        next
          ? {
              borderRadius: 'var(--mantine-radius-md)',
              boxShadow: 'inset 0 0 0 2px var(--mantine-primary-color-filled)',
            }
          : {}
      }
    >
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Stack gap={0} miw={0}>
          {next && (
            <Group gap={4}>
              <IconChevronRight size={18} aria-hidden />
              <Text fw={700} size="sm" tt="uppercase">
                {t('queue.next')}
              </Text>
            </Group>
          )}
          <Text fw={650} fz={next ? 28 : 22} lh={1.25} style={{ overflowWrap: 'anywhere' }}>
            {shown}
          </Text>
          <Text className="number" c="dimmed">
            {time.wallTime(visit.localTime)}
            {kind === 'late' && ` · ${t('queue.lateBy', { count: minutesSince(visit.startsAt, now) })}`}
            {arrivedAt && ` · ${t('queue.waits', { count: minutesSince(arrivedAt, now) })}`}
          </Text>
        </Stack>
        <Button
          className="no-print"
          mih={44}
          style={{ flexShrink: 0 }}
          variant={kind === 'here' ? 'default' : 'filled'}
          leftSection={verb === 'arrive' ? <IconDoorEnter size={18} aria-hidden /> : undefined}
          aria-label={`${t(`verb.${verb}`)}: ${shown}`}
          loading={busy}
          disabled={wait && !busy}
          onClick={() => void onChange(seen, { verb })}
        >
          {t(`verb.${verb}`)}
        </Button>
      </Group>
      <ProblemNote error={error} />
    </Stack>
  )
})
