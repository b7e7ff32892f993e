import type { NewHold } from '@polyclinic/contract'
import { Alert, List, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'

/** Something else is at that time already: said, and left to the person. */
export function OverlapNote({ warnings }: { readonly warnings: NonNullable<NewHold['warnings']> }) {
  const { t } = useTranslation('booking')
  const { ownMoment } = useTime()
  if (warnings.length === 0) return null
  return (
    <Alert color="yellow" role="status" icon={<IconAlertCircle aria-hidden />} title={t('overlap.title')}>
      <List size="sm">
        {warnings.map(({ appointmentId, clinic, doctor, startsAt, held }) => (
          <List.Item key={appointmentId}>
            {[ownMoment(startsAt), doctor?.name, clinic.name, held && t('overlap.held')]
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
