import type { KnownPatientDocument } from '@polyclinic/contract'
import { Button, SimpleGrid, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { VersionsNote } from '../../elements/versions-note.tsx'
import { internationalPhone } from '../desk/international-phone.ts'
import { type Contact, PatientFields } from '../desk/patient-fields.tsx'
import { useClinic } from '../here/use-clinic.ts'

const contactOf = ({ name = '', phone = '', email = '' }: KnownPatientDocument): Contact => ({
  name,
  phone,
  email,
})

/** Name and contact of who has no login; of everybody else they are theirs to change, and that is said. */
export function EditPatient({ patient }: { readonly patient: KnownPatientDocument }) {
  const { t } = useTranslation('day')
  const { clinic, country } = useClinic()
  // what is typed stays, with the version it was typed over, whatever somebody else saves meanwhile
  const [typed, setTyped] = useState<{ readonly over: number; readonly contact: Contact }>()
  const kept = contactOf(patient)
  const contact = typed?.contact ?? kept
  const act = useAct('editKnownPatient', ['showKnownPatient', 'listKnownPatients', 'showCalendar'])
  const newer = isProblem(act.error, 'version-mismatch')
    ? (act.error.problem['current'] as KnownPatientDocument)
    : undefined
  const save = (over: number) =>
    act.mutate(
      {
        clinic,
        params: { patient: patient.id },
        ifMatch: over,
        body: {
          name: contact.name,
          phone: internationalPhone(contact.phone, country) || null,
          email: contact.email.trim() || null,
        },
      },
      { onSuccess: () => setTyped(undefined) },
    )
  const leave = () => {
    act.reset()
    setTyped(undefined)
  }
  if (patient.state === 'erased' || patient.state === 'merged') return null
  return (
    <Stack component="section" aria-labelledby="edit-patient" gap="sm">
      <Title order={2} size="h4" id="edit-patient">
        {t('patient.edit')}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save(typed?.over ?? patient.version)
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <PatientFields
              value={contact}
              onChange={(changed) => setTyped({ over: typed?.over ?? patient.version, contact: changed })}
              error={act.error}
            />
          </SimpleGrid>
          {newer ? (
            <VersionsNote
              rows={(['name', 'phone', 'email'] as const).map((field) => ({
                label: t(`register.${field}`),
                mine: contact[field] || '–',
                theirs: contactOf(newer)[field] || '–',
              }))}
              busy={act.isPending}
              mineLabel={t('notes.mine')}
              onMine={() => save(newer.version)}
              onTheirs={leave}
            />
          ) : (
            <ProblemNote error={act.error} />
          )}
          <Button
            type="submit"
            variant="light"
            w="fit-content"
            disabled={JSON.stringify(contact) === JSON.stringify(kept)}
            loading={act.isPending}
          >
            {t('shell:save')}
          </Button>
        </Stack>
      </form>
    </Stack>
  )
}
