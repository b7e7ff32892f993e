import type { Appointment } from '@polyclinic/contract'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { StatusBadge } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { isDesk } from '../roles.ts'

/** When, with whom, what for, and how the patient is reached. */
export function VisitFacts({ visit }: { readonly visit: Appointment }) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { roles } = useClinic()
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text fw={600} size="lg" className="number">
            {time.wallTime(visit.localTime)} – {time.time(visit.endsAt, visit.timeZone)}{' '}
            <Text span size="sm" c="dimmed">
              {time.zone(visit.startsAt, visit.timeZone)}
            </Text>
          </Text>
          <Text>{time.longDay(visit.localDate)}</Text>
        </div>
        <StatusBadge status={visit.status} displaced={visit.displacedAt !== undefined} />
      </Group>
      <Text>
        {visit.visitType.name} · {visit.doctor.name}
      </Text>
      <Text size="sm" c="dimmed" className="number">
        {t('field.reference')} {visit.reference}
      </Text>
      {visit.reason && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('field.reason')}: {visit.reason}
        </Text>
      )}
      {visit.cancellationReason && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('field.cancellationReason')}: {visit.cancellationReason}
        </Text>
      )}
      {isDesk(roles) && <PatientLine patient={visit.patientId} />}
    </Stack>
  )
}

function PatientLine({ patient }: { readonly patient: string }) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const known = useAsk('showKnownPatient', { clinic, params: { patient } }).data?.body
  const phone = known?.phone ?? known?.guardian?.phone
  return (
    <Group gap="sm" mih={26}>
      {phone && (
        <Anchor href={`tel:${phone}`} className="number">
          {phone}
        </Anchor>
      )}
      {known && (
        <Anchor component={Link} to={`/clinic/${clinic}/patients/${patient}`}>
          {t('patient.file', { number: String(known.localNumber) })}
        </Anchor>
      )}
    </Group>
  )
}
