import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { Appointment } from '@polyclinic/contract'
import { IconCalendarTime, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { useTime } from '../../time/index.ts'
import { CalendarButton } from '../calendar-button.tsx'
import { CancelCountdown } from './cancel-countdown.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { CancelRefused } from './cancel-refused.tsx'
import { useCancelling } from './use-cancelling.ts'

interface Props {
  readonly visit: Appointment
  readonly isOpen: boolean
  readonly onMove: () => void
  readonly onSay: (text: string | undefined) => void
}

/** Calendar file, another time, cancelling: what is still possible, or why it is not. */
export function VisitActions({ visit, isOpen, onMove, onSay }: Props) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const [asking, setAsking] = useState(false)
  const { state, start, undo, rest } = useCancelling(() => onSay(t('cancel.done')))
  const { slug } = visit.clinic
  const policy = useAsk('showPolicy', { clinic: slug }, { staleTime: 300_000, enabled: isOpen })
  const rules = policy.data?.body
  const until = (minutes: number) => new Date(Date.parse(visit.startsAt) - minutes * 60_000).toISOString()
  const isLate = (minutes: number | undefined) =>
    visit.displacedAt === undefined && minutes !== undefined && Date.parse(until(minutes)) < Date.now()
  const lateToMove = isLate(rules?.rescheduleUntilMinutes)
  const lateToCancel = isLate(rules?.cancelUntilMinutes)

  if (state.at === 'counting' || state.at === 'sending') {
    return (
      <CancelCountdown
        until={state.at === 'counting' ? state.until : undefined}
        onUndo={() => {
          undo()
          onSay(t('cancel.undone'))
        }}
      />
    )
  }
  return (
    <Stack gap="sm">
      {state.at === 'refused' && (
        <CancelRefused
          seen={state.seen}
          error={state.error}
          onAgain={(current) => void start(current, state.reason)}
          onLeave={rest}
        />
      )}
      <Group gap="sm">
        <CalendarButton visit={visit} />
        {isOpen && !lateToMove && (
          <Button
            variant={visit.displacedAt ? 'filled' : 'default'}
            h={44}
            leftSection={<IconCalendarTime size={18} aria-hidden />}
            onClick={() => {
              onSay(undefined)
              onMove()
            }}
          >
            {t('visit.move')}
          </Button>
        )}
        {isOpen && !lateToCancel && (
          <Button
            variant="default"
            h={44}
            leftSection={<IconX size={18} aria-hidden />}
            onClick={() => {
              onSay(undefined)
              setAsking(true)
            }}
          >
            {t('visit.cancel')}
          </Button>
        )}
      </Group>
      {isOpen && (lateToCancel || lateToMove) && (
        <Alert color="yellow" title={t('visit.late')}>
          {t('visit.lateText')}
        </Alert>
      )}
      {isOpen && rules && !lateToCancel && !visit.displacedAt && (
        <Text size="sm" c="dimmed">
          {t('visit.cancelUntil', { time: time.moment(until(rules.cancelUntilMinutes), visit.timeZone) })}
        </Text>
      )}
      <CancelDialog
        visit={visit}
        opened={asking}
        onClose={() => setAsking(false)}
        onCancel={(reason) => {
          setAsking(false)
          void start(visit, reason)
        }}
      />
    </Stack>
  )
}
