import type { KnownPatientDocument } from '@polyclinic/contract'
import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { useIdempotencyKey } from '../here/use-idempotency-key.ts'
import { internationalPhone } from './international-phone.ts'
import { type Contact, PatientFields } from './patient-fields.tsx'

interface Props {
  readonly typed: string
  readonly onRegistered: (patient: KnownPatientDocument) => void
  readonly onLeave: () => void
}

/** Somebody new, in place: a name, a way to reach them, and their consent. */
export function RegisterPatient({ typed, onRegistered, onLeave }: Props) {
  const { t } = useTranslation('day')
  const { clinic, country } = useClinic()
  const [contact, setContact] = useState<Contact>(() => {
    const dialled = /^[+\d][\d\s()/-]{4,}$/.test(typed)
    return { name: dialled ? '' : typed, phone: dialled ? typed : '', email: '' }
  })
  const [first] = useState(contact.name ? ('phone' as const) : ('name' as const))
  const [consent, setConsent] = useState(false)
  const keys = useIdempotencyKey()
  const act = useAct('registerKnownPatient', ['listKnownPatients'])
  const register = () => {
    const phone = internationalPhone(contact.phone, country)
    const email = contact.email.trim()
    const body = {
      name: contact.name,
      consent: true as const,
      ...(phone && { phone }),
      ...(email && { email }),
    }
    act.mutate(
      { clinic, body, idempotencyKey: keys.keyFor(body) },
      { onSuccess: (answer) => onRegistered(answer.body) },
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        register()
      }}
    >
      <Stack gap="sm">
        <PatientFields value={contact} onChange={setContact} error={act.error} autoFocus={first} />
        <Checkbox
          required
          label={t('register.consent')}
          checked={consent}
          onChange={({ currentTarget }) => setConsent(currentTarget.checked)}
        />
        <ProblemNote error={act.error} />
        <Group>
          <Button type="submit" loading={act.isPending}>
            {t('register.do')}
          </Button>
          <Button variant="default" onClick={onLeave}>
            {t('shell:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
