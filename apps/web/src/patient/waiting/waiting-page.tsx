import { Button, Stack, Text } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyNote } from '../../elements/index.ts'
import { OwnPage } from '../own/own-page.tsx'
import { usePeople } from '../own/people.tsx'
import { ClinicWaits } from './clinic-waits.tsx'
import { JoinForm } from './join-form.tsx'
import { useWaitingClinics } from './use-waiting-clinics.ts'

const route = getRouteApi('/patient/own/waiting')

/** Waiting for a time that is full: what was offered first, then what is waited for, and a form for more. */
export function WaitingPage() {
  const { t } = useTranslation('mine')
  return (
    <OwnPage title={t('waiting.title')} lead={t('waiting.lead')}>
      {(me) => <Waiting me={me} />}
    </OwnPage>
  )
}

function Waiting({ me }: { readonly me: Me }) {
  const { t } = useTranslation('mine')
  const search = route.useSearch()
  const people = usePeople(me)
  const { clinics, isKnown } = useWaitingClinics(people, search.clinic)
  if (isKnown && clinics.length === 0) {
    return (
      <EmptyNote title={t('waiting.noClinic')}>
        <Text c="dimmed">{t('waiting.noClinicText')}</Text>
        <Button component={Link} to="/" h={44}>
          {t('visits.find')}
        </Button>
      </EmptyNote>
    )
  }
  return (
    <Stack gap="lg">
      {clinics.map(({ slug }) => (
        <ClinicWaits key={slug} clinic={slug} people={people} />
      ))}
      {clinics.length > 0 && <JoinForm clinics={clinics} people={people} wish={search} />}
    </Stack>
  )
}
