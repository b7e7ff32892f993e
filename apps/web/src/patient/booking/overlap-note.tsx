import type { NewHold } from '@polyclinic/contract'
import { Alert, List, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'

interface Props {
  readonly warnings: NonNullable<NewHold['warnings']>
  /** Of the clinic where one is about to book: in whose time the whole page speaks */
  readonly timeZone: string
}

/** Something else is at that time already: said, and left to the person. */
export function OverlapNote({ warnings, timeZone }: Props) {
  const { t } = useTranslation('booking')
  const { moment } = useTime()
  if (warnings.length === 0) return null
  return (
    <Alert color="yellow" role="status" icon={<IconAlertCircle aria-hidden />} title={t('overlap.title')}>
      <List size="sm">
        {warnings.map(({ appointmentId, clinic, doctor, startsAt, held }) => (
          <List.Item key={appointmentId}>
            {[moment(startsAt, timeZone), doctor?.name, clinic.name, held && t('overlap.held')]
              .filter(Boolean)
              .join(' · ')}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        {t('overlap.way')}
      </Text>
    </Alert>
  )
}
