import type { DoctorRecord, DoctorRecordForm } from '@polyclinic/contract'
import { Checkbox, Group, MultiSelect, Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { RecordEditor, type Told, useHere } from '../office/index.ts'
import { spoken, useLanguageName } from './use-language-name.ts'

const valuesOf = (doctor: DoctorRecord | undefined) => ({
  name: doctor?.name ?? '',
  specialty: doctor?.specialty ?? '',
  languages: doctor?.languages ?? [],
  email: doctor?.email ?? '',
  phone: doctor?.phone ?? '',
  active: doctor?.active ?? true,
  withdraw: false,
})
type Values = ReturnType<typeof valuesOf>

const formOf = ({ name, specialty, languages, email, phone, active }: Values): DoctorRecordForm => ({
  name: name.trim(),
  specialty,
  languages,
  active,
  ...(email.trim() && { email: email.trim() }),
  ...(phone.trim() && { phone: phone.replace(/[\s()/-]/g, '') }),
})

interface Props {
  readonly doctor: DoctorRecord | undefined
  readonly onDone: () => void
}

/** A doctor's facts; making one inactive says what becomes of the visits. */
export function DoctorEditor({ doctor, onDone }: Props) {
  const { t } = useTranslation('office')
  const language = useLanguageName()
  const specialties = useAsk('listSpecialties', { clinic: useHere() })
  const names = specialties.data?.body.items ?? []
  const leaving = (active: boolean) => doctor?.active === true && !active
  const tell = (form: object): Told => {
    const told = form as DoctorRecordForm
    return [
      [t('doctors.name'), told.name],
      [t('doctors.specialty'), names.find(({ code }) => code === told.specialty)?.name ?? told.specialty],
      [t('doctors.languages'), told.languages.map(language).join(', ')],
      [t('doctors.email'), told.email ?? ''],
      [t('doctors.phone'), told.phone ?? ''],
      [t('doctors.active'), t(told.active ? 'yes' : 'no')],
    ]
  }
  const validate = (values: Values) => ({
    ...(!values.name.trim() && { name: t('missing.name') }),
    ...(!values.specialty && { specialty: t('missing.choice') }),
    ...(values.languages.length === 0 && { languages: t('missing.languages') }),
    ...(values.phone.trim() &&
      !/^\+[1-9]\d{6,14}$/.test(values.phone.replace(/[\s()/-]/g, '')) && { phone: t('missing.phone') }),
  })
  return (
    <RecordEditor
      kind="DoctorRecord"
      title={doctor ? t('editNamed', { name: doctor.name }) : t('doctors.add')}
      doc={doctor}
      valuesOf={valuesOf}
      formOf={formOf}
      validate={validate}
      tell={tell}
      queryOf={({ withdraw, active }) => (leaving(active) && withdraw ? { withdraw: 'true' } : undefined)}
      {...(doctor?.active && {
        propose: (form: object, id?: string) => ({
          change: 'doctor' as const,
          ...(id && { id }),
          to: form as DoctorRecordForm,
          withdraw: !(form as DoctorRecordForm).active,
        }),
      })}
      onDone={onDone}
    >
      {(form) => (
        <>
          <TextInput
            label={t('doctors.name')}
            required
            data-autofocus
            maxLength={160}
            {...form.getInputProps('name')}
          />
          <Select
            label={t('doctors.specialty')}
            required
            searchable
            data={names.map(({ code, name }) => ({ value: code, label: name }))}
            {...form.getInputProps('specialty')}
          />
          <MultiSelect
            label={t('doctors.languages')}
            description={t('doctors.languagesWhy')}
            required
            searchable
            data={[...new Set([...spoken, ...form.values.languages])].map((tag) => ({
              value: tag,
              label: language(tag),
            }))}
            {...form.getInputProps('languages')}
          />
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              label={t('doctors.email')}
              description={t('doctors.emailWhy')}
              type="email"
              {...form.getInputProps('email')}
            />
            <TextInput
              label={t('doctors.phone')}
              description={t('doctors.phoneWhy')}
              type="tel"
              placeholder="+1 212 555 0111"
              {...form.getInputProps('phone')}
            />
          </Group>
          {doctor && (
            <Switch
              label={t('doctors.active')}
              description={t('doctors.activeWhy')}
              {...form.getInputProps('active', { type: 'checkbox' })}
            />
          )}
          {leaving(form.values.active) && (
            <Checkbox
              label={t('doctors.withdraw')}
              description={t('doctors.withdrawWhy')}
              {...form.getInputProps('withdraw', { type: 'checkbox' })}
            />
          )}
        </>
      )}
    </RecordEditor>
  )
}
