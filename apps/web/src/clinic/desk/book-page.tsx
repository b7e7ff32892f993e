import type { BookedAppointment, KnownPatientDocument } from '@polyclinic/contract'
import { Container, Stack, Text, Title } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { ProblemNote, Waiting } from '../../elements/index.ts'
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
  const { clinic, name } = useClinic()
  const search = route.useSearch()
  const walkIn = search.walkIn === 'yes'
  const known = useAsk(
    'showKnownPatient',
    { clinic, params: { patient: search.patient ?? '' } },
    { enabled: search.patient !== undefined },
  )
  // from a patient's page one comes with the patient chosen already, until somebody else is wanted
  const [chosen, setChosen] = useState<KnownPatientDocument | null>()
  const patient = chosen === undefined ? known.data?.body : (chosen ?? undefined)
  const [registering, setRegistering] = useState<string>()
  const [booked, setBooked] = useState<BookedAppointment>()
  const again = () => {
    setBooked(undefined)
    setChosen(null)
  }
  return (
    <Container size="sm" px={0}>
      <title>{`${t('pages.book')} · ${name}`}</title>
      <Stack>
        <div>
          <Title order={1} size="h2">
            {t(walkIn ? 'book.walkIn' : 'book.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('book.how')}
          </Text>
        </div>
        {chosen === undefined && <ProblemNote error={known.error} onRetry={() => void known.refetch()} />}
        {booked ? (
          <BookedNote booked={booked} patientName={patient?.name} onAgain={again} />
        ) : patient ? (
          <>
            <ChosenPatient patient={patient} onOther={() => setChosen(null)} />
            <BookTime
              patient={patient}
              date={search.date}
              doctor={search.doctor}
              walkIn={walkIn}
              onBooked={setBooked}
            />
          </>
        ) : known.isLoading && chosen === undefined ? (
          <Waiting lines={1} />
        ) : registering === undefined ? (
          <FindPatient onFound={setChosen} onRegister={setRegistering} />
        ) : (
          <RegisterPatient
            typed={registering}
            onLeave={() => setRegistering(undefined)}
            onRegistered={(registered) => {
              setRegistering(undefined)
              setChosen(registered)
            }}
          />
        )}
      </Stack>
    </Container>
  )
}
