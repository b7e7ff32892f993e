import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly value: string
  readonly onChange: (password: string) => void
  /** Was refused as too easily guessed */
  readonly weak: boolean
}

/** A password that counts from now on. */
export function NewPasswordField({ value, onChange, weak }: Props) {
  const { t } = useTranslation('signing-in')
  return (
    <PasswordInput
      label={t('newPassword')}
      description={t('newPasswordRule')}
      autoComplete="new-password"
      required
      minLength={12}
      maxLength={256}
      value={value}
      error={weak && t('weakPassword')}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
