import type { KnownPatientDocument } from '@polyclinic/contract'
import { Badge, Group, Text } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Enough to tell two people of one name apart on the phone. */
export function FoundPatient({ patient }: { readonly patient: KnownPatientDocument }) {
  const { t } = useTranslation('day')
  const contact = patient.phone ?? patient.email ?? patient.guardian?.phone ?? patient.guardian?.email
  return (
    <Group justify="space-between" gap="xs">
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {patient.name ?? t('unnamed')}
      </Text>
      <Group gap="sm">
        {patient.state !== 'active' && (
          <Badge
            styles={{ label: { color: 'var(--mantine-color-text)' } }}
            variant="outline"
            color="red"
            leftSection={<IconBan size={14} aria-hidden />}
          >
            {t(`patient.state.${patient.state}`)}
          </Badge>
        )}
        <Text size="sm" c="dimmed" className="number">
          {contact && `${contact} · `}
          {t('patient.number', { number: String(patient.localNumber) })}
        </Text>
      </Group>
    </Group>
  )
}
