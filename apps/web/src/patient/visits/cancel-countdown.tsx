import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { undoTime } from './use-cancelling.ts'

interface Props {
  /** Absent once it is on its way */
  readonly until: number | undefined
  readonly onUndo: () => void
}

/** The moment in which a cancellation can be undone. The seconds are for the eye: read out they would drown the rest. */
export function CancelCountdown({ until, onUndo }: Props) {
  const { t } = useTranslation('mine')
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const left = until === undefined ? 0 : Math.max(0, until - now)
  return (
    <Alert role="status" color="orange" title={t(until ? 'cancel.counting' : 'cancel.sending')}>
      <Stack gap="sm">
        <Text size="sm">{t('cancel.countingText')}</Text>
        <Progress value={(left / undoTime) * 100} aria-hidden transitionDuration={0} />
        <Group gap="sm">
          <Button h={44} autoFocus disabled={until === undefined} onClick={onUndo}>
            {t('cancel.undo')}
          </Button>
          <Text aria-hidden className="number">
            {t('cancel.seconds', { count: Math.ceil(left / 1_000) })}
          </Text>
        </Group>
      </Stack>
    </Alert>
  )
}
