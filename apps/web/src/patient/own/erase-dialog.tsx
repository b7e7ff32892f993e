import { Alert, PasswordInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api/index.ts'
import { AskFirst } from './ask-first.tsx'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  readonly text: string
  readonly busy: boolean
  readonly error: unknown
  readonly onErase: (form: { readonly password?: string }) => void
}

/** Nothing brings it back: a word is typed, and the account proves itself again. */
export function EraseDialog({ opened, onClose, title, text, busy, error, onErase }: Props) {
  const { t } = useTranslation('mine')
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const [odd, setOdd] = useState(false)
  const word = t('erase.word')
  const refused = isProblem(error, 'not-allowed')
  const rule = isProblem(error, 'outside-policy') ? String(error.problem['rule']) : undefined
  return (
    <AskFirst
      opened={opened}
      onClose={onClose}
      title={title}
      confirm={t('erase.confirm')}
      grave
      busy={busy}
      error={refused || rule ? undefined : error}
      onConfirm={() => {
        const isTyped = typed.trim().toLocaleUpperCase() === word
        setOdd(!isTyped)
        if (isTyped) onErase(password ? { password } : {})
      }}
    >
      <Text>{text}</Text>
      <PasswordInput
        label={t('erase.password')}
        description={t('erase.passwordHint')}
        autoComplete="current-password"
        data-autofocus
        maxLength={256}
        value={password}
        error={refused && t('erase.refused')}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <TextInput
        label={t('erase.type', { word })}
        autoComplete="off"
        required
        value={typed}
        error={odd && t('erase.type', { word })}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {rule && (
        <Alert
          role="alert"
          color="red"
          title={t(`erase.rule.${rule}`, { defaultValue: t('erase.refused') })}
        />
      )}
    </AskFirst>
  )
}
