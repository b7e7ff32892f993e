import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callAsNobody, issuesOf } from '../api/index.ts'
import { ProblemNote } from '../elements/index.ts'
import type { StepProps } from './sign-in-form.tsx'
import { useAttempt } from './use-attempt.ts'

/** Name and address suffice: a password may come later, or never. */
export function RegisterStep({ email: typed, ...props }: StepProps & { readonly email: string }) {
  const { t, i18n } = useTranslation('signing-in')
  const [name, setName] = useState('')
  const [email, setEmail] = useState(typed)
  const [password, setPassword] = useState('')
  const { error, busy, attempt } = useAttempt(props)
  const issues = issuesOf(error)

  const register = () =>
    attempt(async () => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      const form = { name, email, locale: i18n.language, timeZone, ...(password && { password }) }
      await callAsNobody('register', { body: form })
      props.go({ at: 'code', email, for: 'register' })
      return undefined
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void register()
      }}
    >
      <Stack>
        <TextInput
          label={t('name')}
          autoComplete="name"
          autoFocus
          required
          maxLength={160}
          value={name}
          error={issues['name'] && t('badName')}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          value={email}
          error={issues['email'] && t('badEmail')}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <PasswordInput
          label={t('optionalPassword')}
          description={t('passwordRule')}
          autoComplete="new-password"
          minLength={12}
          maxLength={256}
          value={password}
          error={issues['password'] && t('weakPassword')}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          {t('codeFollows')}
        </Text>
        <ProblemNote error={error} />
        <Button type="submit" loading={busy}>
          {t('register')}
        </Button>
        <Anchor component="button" type="button" onClick={() => props.go({ at: 'password', email })}>
          {t('toSignIn')}
        </Anchor>
      </Stack>
    </form>
  )
}
