import type { BookedAppointment, KnownPatientDocument } from '@polyclinic/contract'
import { Container, Stack, Text, Title } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { BookedNote } from './booked-note.tsx'
import { BookTime } from './book-time.tsx'
import { ChosenPatient } from './chosen-patient.tsx'
import { FindPatient } from './find-patient.tsx'
import { RegisterPatient } from './register-patient.tsx'

const route = getRouteApi('/clinic/$clinic/book')

/** Books for who is on the phone: who, what for, when. Enter goes on at every step; no mouse is needed. */
export function BookPage() {
  const { t } = useTranslation('day')
  const { name } = useClinic()
  const search = route.useSearch()
  const [patient, setPatient] = useState<KnownPatientDocument>()
  const [registering, setRegistering] = useState<string>()
  const [booked, setBooked] = useState<BookedAppointment>()
  usePatientOfAddress(search.patient, setPatient)
  const again = () => {
    setBooked(undefined)
    setPatient(undefined)
  }
  return (
    <Container size="sm" px={0}>
      <title>{`${t('pages.book')} · ${name}`}</title>
      <Stack>
        <div>
          <Title order={1} size="h2">
            {t('book.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('book.how')}
          </Text>
        </div>
        {booked ? (
          <BookedNote booked={booked} patientName={patient?.name} onAgain={again} />
        ) : patient ? (
          <>
            <ChosenPatient patient={patient} onOther={() => setPatient(undefined)} />
            <BookTime patient={patient} date={search.date} doctor={search.doctor} onBooked={setBooked} />
          </>
        ) : registering === undefined ? (
          <FindPatient onFound={setPatient} onRegister={setRegistering} />
        ) : (
          <RegisterPatient
            typed={registering}
            onLeave={() => setRegistering(undefined)}
            onRegistered={(registered) => {
              setRegistering(undefined)
              setPatient(registered)
            }}
          />
        )}
      </Stack>
    </Container>
  )
}

/** From a patient's page one comes with the patient chosen already. */
function usePatientOfAddress(id: string | undefined, choose: (patient: KnownPatientDocument) => void) {
  const { clinic } = useClinic()
  const asked = useAsk(
    'showKnownPatient',
    { clinic, params: { patient: id ?? '' } },
    { enabled: Boolean(id) },
  )
  const patient = asked.data?.body
  useEffect(() => {
    if (patient) choose(patient)
  }, [patient, choose])
}
