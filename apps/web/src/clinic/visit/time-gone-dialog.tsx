import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../elements/dialog.tsx'
import { ProblemNote } from '../../elements/index.ts'
import { TimeList } from './time-list.tsx'
import type { TimeGone } from './use-visit-change.ts'
import { type FreeTime, freeTimeOf } from './visit-change.ts'

interface Props {
  readonly gone: TimeGone
  readonly busy: boolean
  readonly onClose: () => void
  readonly onChoose: (to: FreeTime) => void
}

/** The visit is where it was; these times are free right now. */
export function TimeGoneDialog({ gone, busy, onClose, onChoose }: Props) {
  const { t } = useTranslation('day')
  return (
    <Dialog title={t('gone.title')} size="md" onClose={onClose}>
      <Stack>
        <ProblemNote error={gone.error} />
        <Text size="sm">{t('gone.text')}</Text>
        {gone.alternatives.length === 0 ? (
          <Text c="dimmed">{t('gone.none')}</Text>
        ) : (
          <TimeList
            times={gone.alternatives}
            label={t('gone.times')}
            busy={busy}
            onChoose={(slot) => onChoose(freeTimeOf(slot))}
          />
        )}
        <Group>
          <Button variant="default" onClick={onClose}>
            {t('gone.leave')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
