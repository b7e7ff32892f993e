import { Button, Group, Paper, Text, VisuallyHidden } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCountdown } from './use-countdown.ts'

interface Props {
  readonly endsAt: number
  readonly renewable: boolean
  readonly onRenew: () => Promise<void>
  readonly onEnd: () => void
}

/** At these many seconds it is read out; each second would talk over everything else. */
const announced = [120, 60, 30, 10]

/** How long the time is kept. It can be made longer once. */
export function Countdown({ endsAt, renewable, onRenew, onEnd }: Props) {
  const { t } = useTranslation('booking')
  const seconds = useCountdown(endsAt, onEnd)
  const [busy, setBusy] = useState(false)
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const due = announced.findLast((at) => seconds <= at)
  const renew = async () => {
    setBusy(true)
    // where it cannot be made longer it runs on, and its end says what to do
    await onRenew().catch(() => undefined)
    setBusy(false)
  }
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" gap="xs" mih={36}>
        <Group gap="xs" wrap="nowrap">
          <IconClock size={20} aria-hidden />
          <Text>
            {t('hold.keptFor')}{' '}
            <Text span fw={700} className="number" role="timer" aria-live="off">
              {clock}
            </Text>
          </Text>
        </Group>
        {renewable && (
          <Button variant="light" size="sm" loading={busy} onClick={() => void renew()}>
            {t('hold.longer')}
          </Button>
        )}
      </Group>
      <VisuallyHidden role="status">{due === undefined ? '' : t('hold.left', { count: due })}</VisuallyHidden>
    </Paper>
  )
}
