import type { KnownPatientDocument } from '@polyclinic/contract'
import { Alert, Box, Button, Group, Paper, Text } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FoundPatient } from './found-patient.tsx'

interface Props {
  readonly patient: KnownPatientDocument
  readonly onOther: () => void
}

/** For whom is booked, with a way to another. */
export function ChosenPatient({ patient, onOther }: Props) {
  const { t } = useTranslation('day')
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" wrap="nowrap">
        <Box flex={1} miw={0}>
          <FoundPatient patient={patient} />
        </Box>
        <Button variant="subtle" onClick={onOther}>
          {t('book.other')}
        </Button>
      </Group>
      {patient.state === 'blocked' && (
        <Alert variant="default" color="red" mt="sm" icon={<IconBan aria-hidden />} title={t('book.blocked')}>
          <Text size="sm">{patient.blockedReason ?? t('book.blockedText')}</Text>
        </Alert>
      )}
    </Paper>
  )
}
