import { Button, Group, Stack, TextInput, Title } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RegisterPatient } from '../desk/register-patient.tsx'
import { useClinic } from '../here/use-clinic.ts'
import { PatientList } from './patient-list.tsx'

const route = getRouteApi('/clinic/$clinic/patients')

/** Those whom the clinic knows: found by name, phone or local number, and registered. */
export function PatientsPage() {
  const { t } = useTranslation('day')
  const { clinic, name } = useClinic()
  const { search = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const [typed, setTyped] = useState(search)
  const [registering, setRegistering] = useState(false)
  // the address follows what is typed, and what is typed an address that was gone to
  const [gone, setGone] = useState(search)
  if (gone !== search) {
    setGone(search)
    setTyped(search)
  }
  const look = useDebouncedCallback((term: string) => {
    setGone(term)
    void navigate({ search: term ? { search: term } : {}, replace: true })
  }, 200)
  return (
    <Stack>
      <title>{`${t('pages.patients')} · ${name}`}</title>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t('patients.title')}
        </Title>
        {!registering && (
          <Button
            variant="default"
            leftSection={<IconUserPlus size={18} aria-hidden />}
            onClick={() => setRegistering(true)}
          >
            {t('patients.register')}
          </Button>
        )}
      </Group>
      {registering && (
        <RegisterPatient
          typed={typed}
          onLeave={() => setRegistering(false)}
          onRegistered={({ id }) =>
            void navigate({ to: '/clinic/$clinic/patients/$patient', params: { clinic, patient: id } })
          }
        />
      )}
      <TextInput
        label={t('find.label')}
        description={t('find.how')}
        size="md"
        leftSection={<IconSearch size={18} aria-hidden />}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value)
          look(currentTarget.value.trim())
        }}
      />
      <PatientList term={search} />
    </Stack>
  )
}
