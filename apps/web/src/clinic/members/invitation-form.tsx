import { Radio, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct, useAsk } from '../../api/index.ts'
import { Dialog } from '../../elements/dialog.tsx'
import { useFieldWords } from '../../elements/use-field-words.ts'
import { FormEnd, useHere } from '../office/index.ts'
import type { Role } from '../roles.ts'

const roles = ['staff', 'doctor', 'clinic_admin'] as const satisfies readonly Role[]

export function InvitationForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const doctors = useAsk('listDoctorRecords', { clinic }).data?.body.items ?? []
  const invite = useAct('inviteMember', ['listInvitations'])
  const wordsFor = useFieldWords('office')
  const form = useForm({
    initialValues: { email: '', role: 'staff' as Role, doctor: '' },
    validate: ({ email, role, doctor }) => ({
      ...(!/^\S+@\S+\.\S+$/.test(email.trim()) && { email: t('missing.email') }),
      ...(role === 'doctor' && !doctor && { doctor: t('missing.choice') }),
    }),
  })
  // whose address is known is mostly who is meant
  const choose = (id: string | null) => {
    form.setFieldValue('doctor', id ?? '')
    const email = doctors.find((doctor) => doctor.id === id)?.email
    if (email && !form.values.email) form.setFieldValue('email', email)
  }
  const send = ({ email, role, doctor }: typeof form.values) =>
    invite.mutate(
      { clinic, body: { email: email.trim(), role, ...(role === 'doctor' && { doctor }) } },
      { onSuccess: onDone, onError: (error) => form.setErrors(wordsFor(error, Object.keys(form.values))) },
    )
  return (
    <Dialog title={t('members.invite')} onClose={onDone}>
      <form onSubmit={form.onSubmit(send)} noValidate>
        <Stack>
          <Radio.Group label={t('members.as')} {...form.getInputProps('role')}>
            <Stack gap="xs" mt={4}>
              {roles.map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`members.role.${role}`)}
                  description={t(`members.may.${role}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {form.values.role === 'doctor' && (
            <Select
              label={t('members.whichDoctor')}
              required
              searchable
              data={doctors
                .filter(({ active }) => active)
                .map(({ id, name }) => ({ value: id, label: name }))}
              value={form.values.doctor}
              onChange={choose}
              error={form.errors['doctor']}
            />
          )}
          <TextInput
            type="email"
            label={t('members.email')}
            description={t('members.emailWhy')}
            required
            data-autofocus
            {...form.getInputProps('email')}
          />
          <FormEnd error={invite.error} busy={invite.isPending} label={t('members.send')} onCancel={onDone}>
            {isProblem(invite.error, 'already-exists') && t('members.waitsAlready')}
          </FormEnd>
        </Stack>
      </form>
    </Dialog>
  )
}
