import { Anchor, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callAsNobody } from '../api/index.ts'
import { ProblemNote } from '../elements/index.ts'
import type { StepProps } from './sign-in-form.tsx'
import { useAttempt } from './use-attempt.ts'

export function PasswordStep({ email: typed, ...props }: StepProps & { readonly email: string }) {
  const { t, i18n } = useTranslation('signing-in')
  const [email, setEmail] = useState(typed)
  const [password, setPassword] = useState('')
  const { error, busy, attempt } = useAttempt(props)

  const signIn = () =>
    attempt(async () => (await callAsNobody('signIn', { body: { email, password, refresh: 'cookie' } })).body)
  const sendCode = () =>
    attempt(async () => {
      await callAsNobody('requestEmailSignIn', { body: { email, locale: i18n.language } })
      props.go({ at: 'code', email, for: 'sign-in' })
      return undefined
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void signIn()
      }}
    >
      <Stack>
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <ProblemNote error={error} />
        <Button type="submit" loading={busy}>
          {t('signIn')}
        </Button>
        <Button variant="default" disabled={busy || !email.includes('@')} onClick={() => void sendCode()}>
          {t('sendCode')}
        </Button>
        <Group justify="space-between">
          <Anchor component="button" type="button" onClick={() => props.go({ at: 'register', email })}>
            {t('toRegister')}
          </Anchor>
          <Anchor component={Link} to="/forgotten">
            {t('forgotten')}
          </Anchor>
        </Group>
      </Stack>
    </form>
  )
}
