import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import type { FreeTime, SeenVisit } from '../visit/index.ts'

interface Props {
  readonly seen: SeenVisit
  readonly to: FreeTime
  readonly busy: boolean
  readonly onMove: () => void
  readonly onLeave: () => void
}

/** A slip of the hand moves nobody: asks once, with both times in words. */
export function MoveQuestion({ seen, to, busy, onMove, onLeave }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const words = (at: {
    readonly localDate: string
    readonly localTime: string
    readonly doctorName: string
  }) => `${time.shortDay(at.localDate)}, ${time.wallTime(at.localTime)} · ${at.doctorName}`
  return (
    <Modal
      opened
      onClose={onLeave}
      title={
        <Text fw={650} size="lg" component="span">
          {t('move.title', { name: seen.patientName ?? t('unnamed') })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
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
        <Group>
          <Button onClick={onMove} mih={44} loading={busy} data-autofocus>
            {t('move.do')}
          </Button>
          <Button variant="default" mih={44} onClick={onLeave}>
            {t('move.leave')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
