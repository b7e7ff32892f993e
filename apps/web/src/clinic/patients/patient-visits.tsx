import type { Appointment, KnownPatientDocument } from '@polyclinic/contract'
import { Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../api/index.ts'
import { AskedPages, StatusBadge } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { useVisitChange, VisitDialogs, VisitPanel } from '../visit/index.ts'

/** All visits of a patient at this clinic; each opens at the side. */
export function PatientVisits({ patient }: { readonly patient: KnownPatientDocument }) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const changing = useVisitChange()
  const [open, setOpen] = useState<string>()
  const list = usePages('listAppointments', { clinic, query: { patient: patient.id, limit: 50 } })
  return (
    <Stack gap="sm" component="section" aria-labelledby="patients-visits">
      <Title order={2} size="h4" id="patients-visits">
        {t('patient.visits')}
      </Title>
      <AskedPages of={list} lines={2} empty={<Text c="dimmed">{t('patient.noVisits')}</Text>}>
        {(visits) => (
          <Stack gap={6}>
            {visits.map((visit) => (
              <Visit key={visit.id} visit={visit} onOpen={() => setOpen(visit.id)} />
            ))}
          </Stack>
        )}
      </AskedPages>
      {open && (
        <VisitPanel
          visit={open}
          patientName={patient.name}
          changing={changing}
          onClose={() => {
            changing.settle()
            setOpen(undefined)
          }}
        />
      )}
      <VisitDialogs changing={changing} />
    </Stack>
  )
}

function Visit({ visit, onOpen }: { readonly visit: Appointment; readonly onOpen: () => void }) {
  const time = useTime()
  return (
    <Paper withBorder p="sm" renderRoot={(props) => <UnstyledButton {...props} onClick={onOpen} />}>
      <Group justify="space-between" gap="xs">
        <Text component="span" fw={600} className="number">
          {time.shortDay(visit.localDate)} {visit.localDate.slice(0, 4)}, {time.wallTime(visit.localTime)}
        </Text>
        <Group gap="sm">
          <Text component="span" size="sm">
            {visit.visitType.name} · {visit.doctor.name}
          </Text>
          <StatusBadge status={visit.status} displaced={visit.displacedAt !== undefined} />
        </Group>
      </Group>
    </Paper>
  )
}
