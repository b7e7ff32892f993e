import { Stack, Text, Title } from '@mantine/core'
import type { Appointment, FreeSlot } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { TimeButtons } from './time-buttons.tsx'

interface Props {
  readonly visit: Appointment
  readonly onPick: (slot: FreeSlot) => void
}

/** Those of the same doctor first. */
export function NearestTimes({ visit, onPick }: Props) {
  const { t } = useTranslation('mine')
  const { slug } = visit.clinic
  const nearest = useAsk('listAlternatives', { clinic: slug, params: { appointment: visit.id } })
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {t('move.nearest')}
      </Title>
      <Asked of={nearest} lines={2}>
        {({ body: { items } }) =>
          items.length > 0 ? (
            <TimeButtons slots={items} withDay onPick={onPick} />
          ) : (
            <Text c="dimmed">{t('move.noneNear')}</Text>
          )
        }
      </Asked>
    </Stack>
  )
}
