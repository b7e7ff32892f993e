import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callAsNobody } from '../api/index.ts'
import { ProblemNote } from '../elements/index.ts'
import { asProof } from './as-proof.ts'
import type { StepProps } from './sign-in-form.tsx'
import { useAttempt } from './use-attempt.ts'

/** Six digits of the authenticator, or one of the ten recovery codes. */
export function FactorStep({ challenge, ...props }: StepProps & { readonly challenge: string }) {
  const { t } = useTranslation('signing-in')
  const [typed, setTyped] = useState('')
  const { error, busy, attempt } = useAttempt(props)
  const prove = () =>
    attempt(async () => {
      const body = { challenge, refresh: 'cookie', ...asProof(typed) } as const
      return (await callAsNobody('provideSecondFactor', { body })).body
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void prove()
      }}
    >
      <Stack>
        <Text>{t('factorText')}</Text>
        <TextInput
          label={t('factor')}
          autoComplete="one-time-code"
          inputMode="text"
          autoFocus
          required
          maxLength={64}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <ProblemNote error={error} />
        <Button type="submit" loading={busy}>
          {t('goOn')}
        </Button>
        <Anchor component="button" type="button" onClick={() => props.go({ at: 'password', email: '' })}>
          {t('toSignIn')}
        </Anchor>
      </Stack>
    </form>
  )
}
