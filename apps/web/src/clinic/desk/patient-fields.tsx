import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { issuesOf } from '../../api/index.ts'

export interface Contact {
  readonly name: string
  readonly phone: string
  readonly email: string
}

interface Props {
  readonly value: Contact
  readonly onChange: (value: Contact) => void
  /** What was refused; said at the field that it is about */
  readonly error: unknown
  readonly autoFocus?: keyof Contact
}

/** Name and contact, as the desk types them. */
export function PatientFields({ value, onChange, error, autoFocus }: Props) {
  const { t } = useTranslation('day')
  const issues = issuesOf(error)
  const field = (name: keyof Contact) => ({
    value: value[name],
    error: issues[name] && t(`register.wrong.${name}`),
    autoFocus: autoFocus === name,
    onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
      onChange({ ...value, [name]: currentTarget.value }),
  })
  return (
    <>
      <TextInput label={t('register.name')} required maxLength={160} {...field('name')} />
      <TextInput label={t('register.phone')} type="tel" {...field('phone')} />
      <TextInput label={t('register.email')} type="email" {...field('email')} />
    </>
  )
}
