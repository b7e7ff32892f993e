import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (typed: string) => void
  readonly onlyDigits?: boolean
}

export function FactorField({ label, value, onChange, onlyDigits = false }: Props) {
  const { t } = useTranslation('mine')
  return (
    <TextInput
      label={label}
      description={onlyDigits ? undefined : t('factor.proofHint')}
      autoComplete="one-time-code"
      inputMode={onlyDigits ? 'numeric' : 'text'}
      maxLength={onlyDigits ? 7 : 64}
      required
      maw={280}
      autoFocus
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
