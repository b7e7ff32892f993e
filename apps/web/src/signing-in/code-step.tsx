import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callAsNobody } from '../api/index.ts'
import { ProblemNote } from '../elements/index.ts'
import type { StepProps } from './sign-in-form.tsx'
import { useAttempt } from './use-attempt.ts'

type Props = StepProps & { readonly email: string; readonly purpose: 'register' | 'sign-in' }

/** The code of the mail. The link of the same mail does it too, in any browser. */
export function CodeStep({ email, purpose, ...props }: Props) {
  const { t } = useTranslation('signing-in')
  const [code, setCode] = useState('')
  const { error, busy, attempt } = useAttempt(props)
  const confirm = () =>
    attempt(async () => {
      const route = purpose === 'register' ? 'confirmRegistration' : 'confirmEmailSignIn'
      const { body } = await callAsNobody(route, { body: { email, code: code.trim(), refresh: 'cookie' } })
      return body
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      <Stack>
        <Text>{t('codeSent', { email })}</Text>
        <TextInput
          label={t('code')}
          autoComplete="one-time-code"
          autoFocus
          required
          minLength={8}
          maxLength={20}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
        <ProblemNote error={error} />
        <Button type="submit" loading={busy}>
          {t('goOn')}
        </Button>
        <Anchor
          component="button"
          type="button"
          onClick={() => props.go({ at: purpose === 'register' ? 'register' : 'password', email })}
        >
          {t('otherAddress')}
        </Anchor>
      </Stack>
    </form>
  )
}
