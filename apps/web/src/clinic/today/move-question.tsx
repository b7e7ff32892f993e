import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../elements/dialog.tsx'
import { ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import type { FreeTime, SeenVisit } from '../visit/index.ts'

interface Props {
  readonly seen: SeenVisit
  readonly to: FreeTime
  readonly busy: boolean
  readonly error: unknown
  readonly onMove: () => void
  readonly onLeave: () => void
}

/** A slip of the hand moves nobody: asks once, with both times in words. */
export function MoveQuestion({ seen, to, busy, error, onMove, onLeave }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const words = (at: {
    readonly localDate: string
    readonly localTime: string
    readonly doctorName: string
  }) => `${time.shortDay(at.localDate)}, ${time.wallTime(at.localTime)} · ${at.doctorName}`
  return (
    <Dialog title={t('move.title', { name: seen.patientName ?? t('unnamed') })} size="md" onClose={onLeave}>
      <Stack>
        <div>
          <Text size="sm" c="dimmed">
            {t('move.from')}
          </Text>
          <Text td="line-through">{words(seen)}</Text>
        </div>
        <div>
          <Text size="sm" c="dimmed">
            {t('move.to')}
          </Text>
          <Text fw={650}>{words(to)}</Text>
        </div>
        <Text size="sm">{t('move.told')}</Text>
        <ProblemNote error={error} />
        <Group>
          <Button onClick={onMove} mih={44} loading={busy} data-autofocus>
            {t('move.do')}
          </Button>
          <Button variant="default" mih={44} onClick={onLeave}>
            {t('move.leave')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
