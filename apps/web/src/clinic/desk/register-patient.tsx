import type { KnownPatientDocument } from '@polyclinic/contract'
import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { useIdempotencyKey } from '../here/use-idempotency-key.ts'
import { internationalPhone } from './international-phone.ts'

interface Props {
  readonly typed: string
  readonly onRegistered: (patient: KnownPatientDocument) => void
  readonly onLeave: () => void
}

/** Somebody new, in place: a name, a way to reach them, and their consent. */
export function RegisterPatient({ typed, onRegistered, onLeave }: Props) {
  const { t } = useTranslation('day')
  const { clinic, timeZone } = useClinic()
  const dialled = /^[+\d][\d\s()/-]{4,}$/.test(typed)
  const [name, setName] = useState(dialled ? '' : typed)
  const [phone, setPhone] = useState(dialled ? typed : '')
  const [email, setEmail] = useState('')
  const [consent, setConsent] = useState(false)
  const keys = useIdempotencyKey()
  const act = useAct('registerKnownPatient', ['listKnownPatients'])
  const changed =
    (set: (text: string) => void) =>
    ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
      set(currentTarget.value)
  const issueAt = (pointer: string) =>
    isProblem(act.error, 'invalid-request') &&
    (act.error.problem['issues'] as { pointer: string }[]).some((each) => each.pointer.startsWith(pointer))
      ? t(`register.wrong${pointer.replace('/', '.')}`)
      : undefined
  const register = () => {
    const number = internationalPhone(phone, timeZone)
    const body = {
      name,
      consent: true as const,
      ...(number && { phone: number }),
      ...(email && { email: email.trim() }),
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
        <TextInput
          label={t('register.name')}
          required
          autoFocus={!name}
          maxLength={160}
          value={name}
          error={issueAt('/name')}
          onChange={changed(setName)}
        />
        <TextInput
          label={t('register.phone')}
          type="tel"
          autoFocus={Boolean(name)}
          value={phone}
          error={issueAt('/phone')}
          onChange={changed(setPhone)}
        />
        <TextInput
          label={t('register.email')}
          type="email"
          value={email}
          error={issueAt('/email')}
          onChange={changed(setEmail)}
        />
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
