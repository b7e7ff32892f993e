import type { KnownPatientDocument } from '@polyclinic/contract'
import { Anchor, Badge, Button, Container, Group, Stack, Text, Title } from '@mantine/core'
import { IconBan, IconCalendarPlus } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, Waiting } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { BlockPatient } from './block-patient.tsx'
import { EditPatient } from './edit-patient.tsx'
import { MergeProposals } from './merge-proposals.tsx'
import { PatientVisits } from './patient-visits.tsx'

const route = getRouteApi('/clinic/$clinic/patients/$patient')

/** What the desk knows of somebody, and may change of it. */
export function PatientPage() {
  const { t } = useTranslation('day')
  const { clinic, name } = useClinic()
  const { patient } = route.useParams()
  const asked = useAsk('showKnownPatient', { clinic, params: { patient } })
  // stands above the visits: awaited, so that it does not push them down
  const proposals = useAsk('listMergeProposals', { clinic })
  return (
    <Container size="md" px={0}>
      <title>{`${t('pages.patients')} · ${name}`}</title>
      <Stack>
        <Anchor component={Link} to={`/clinic/${clinic}/patients`} w="fit-content">
          {t('patients.all')}
        </Anchor>
        <Asked of={asked} lines={6}>
          {({ body }) => (proposals.isPending ? <Waiting lines={6} /> : <Patient patient={body} />)}
        </Asked>
      </Stack>
    </Container>
  )
}

function Patient({ patient }: { readonly patient: KnownPatientDocument }) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {patient.name ?? t('unnamed')}
          </Title>
          <Known patient={patient} />
        </div>
        {patient.state === 'active' && (
          <Button
            leftSection={<IconCalendarPlus size={18} aria-hidden />}
            renderRoot={(props) => (
              <Link
                to="/clinic/$clinic/book"
                params={{ clinic }}
                search={{ patient: patient.id }}
                {...props}
              />
            )}
          >
            {t('patient.book')}
          </Button>
        )}
      </Group>
      <MergeProposals of={patient.id} />
      <PatientVisits patient={patient} />
      <EditPatient key={patient.id} patient={patient} />
      <BlockPatient patient={patient} />
    </Stack>
  )
}

function Known({ patient }: { readonly patient: KnownPatientDocument }) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { clinic, timeZone } = useClinic()
  const phone = patient.phone ?? patient.guardian?.phone
  const email = patient.email ?? patient.guardian?.email
  return (
    <Stack gap={4} mt={4}>
      <Group gap="sm">
        {patient.state !== 'active' && (
          <Badge
            styles={{ label: { color: 'var(--mantine-color-text)' } }}
            color="red"
            variant="outline"
            leftSection={<IconBan size={14} aria-hidden />}
          >
            {t(`patient.state.${patient.state}`)}
          </Badge>
        )}
        <Text size="sm" c="dimmed" className="number">
          {t('patient.number', { number: String(patient.localNumber) })} ·{' '}
          {t('patient.since', { when: time.moment(patient.since, timeZone) })}
        </Text>
      </Group>
      <Group gap="md">
        {phone && <Anchor href={`tel:${phone}`}>{phone}</Anchor>}
        {email && (
          <Anchor href={`mailto:${email}`} style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Anchor>
        )}
        {patient.guardian && <Text size="sm">{t('patient.guardian')}</Text>}
      </Group>
      {patient.blockedReason && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('patient.blockedReason')}: {patient.blockedReason}
        </Text>
      )}
      {patient.mergedInto && (
        <Anchor component={Link} to={`/clinic/${clinic}/patients/${patient.mergedInto}`}>
          {t('patient.mergedInto')}
        </Anchor>
      )}
    </Stack>
  )
}
