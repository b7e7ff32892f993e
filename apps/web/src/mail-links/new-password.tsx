import { Button, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { issuesOf, useAct } from '../api/index.ts'
import { ProblemNote } from '../elements/index.ts'
import { NewPasswordField } from '../signing-in/index.ts'
import { LinkPage } from './link-page.tsx'

/** A new password by the link of a mail; a weak one leaves the link good. */
export function NewPassword({ token }: { readonly token: string }) {
  const { t } = useTranslation(['mail-links', 'signing-in'])
  const [password, setPassword] = useState('')
  const reset = useAct('resetPassword')
  const weak = issuesOf(reset.error)['password'] !== undefined
  if (reset.isSuccess) {
    return (
      <LinkPage title={t('password.done')} text={t('password.doneText')}>
        <Button h={44} renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          {t('signing-in:signIn')}
        </Button>
      </LinkPage>
    )
  }
  return (
    <LinkPage title={t('signing-in:forgottenTitle')} text={t('password.text')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          reset.mutate({ body: { token, password } })
        }}
      >
        <Stack>
          <NewPasswordField value={password} onChange={setPassword} weak={weak} />
          {!weak && <ProblemNote error={reset.error} />}
          <Button type="submit" h={44} loading={reset.isPending}>
            {t('password.button')}
          </Button>
        </Stack>
      </form>
    </LinkPage>
  )
}
