import type { KnownPatientDocument } from '@polyclinic/contract'
import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { internationalPhone } from '../desk/international-phone.ts'
import { useClinic } from '../here/use-clinic.ts'

/** Name and contact of who has no login; of everybody else they are theirs to change, and that is said. */
export function EditPatient({ patient }: { readonly patient: KnownPatientDocument }) {
  const { t } = useTranslation('day')
  const { clinic, timeZone } = useClinic()
  const [name, setName] = useState(patient.name ?? '')
  const [phone, setPhone] = useState(patient.phone ?? '')
  const [email, setEmail] = useState(patient.email ?? '')
  const act = useAct('editKnownPatient', ['showKnownPatient', 'listKnownPatients', 'showCalendar'])
  const newer = isProblem(act.error, 'version-mismatch')
    ? (act.error.problem['current'] as KnownPatientDocument)
    : undefined
  const save = (over: number) =>
    act.mutate({
      clinic,
      params: { patient: patient.id },
      ifMatch: over,
      body: {
        name,
        phone: internationalPhone(phone, timeZone) || null,
        email: email.trim() || null,
      },
    })
  const same =
    name === (patient.name ?? '') && phone === (patient.phone ?? '') && email === (patient.email ?? '')
  if (patient.state === 'erased' || patient.state === 'merged') return null
  return (
    <Stack component="section" aria-labelledby="edit-patient" gap="sm">
      <Title order={2} size="h4" id="edit-patient">
        {t('patient.edit')}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save(patient.version)
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput
              label={t('register.name')}
              required
              maxLength={160}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <TextInput
              label={t('register.phone')}
              type="tel"
              value={phone}
              onChange={({ currentTarget }) => setPhone(currentTarget.value)}
            />
            <TextInput
              label={t('register.email')}
              type="email"
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
          </SimpleGrid>
          {newer ? (
            <Alert variant="default" color="yellow" title={t('conflict.title')}>
              <Stack gap="xs">
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {t('conflict.now')}: {[newer.name, newer.phone, newer.email].filter(Boolean).join(' · ')}
                </Text>
                <Group gap="xs">
                  <Button size="xs" variant="default" onClick={() => act.reset()}>
                    {t('conflict.theirs')}
                  </Button>
                  <Button size="xs" onClick={() => save(newer.version)}>
                    {t('conflict.mine')}
                  </Button>
                </Group>
              </Stack>
            </Alert>
          ) : (
            <ProblemNote error={act.error} />
          )}
          <Button type="submit" variant="light" w="fit-content" disabled={same} loading={act.isPending}>
            {t('shell:save')}
          </Button>
        </Stack>
      </form>
    </Stack>
  )
}
