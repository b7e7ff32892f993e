import { Button, Loader, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAct } from '../api/index.ts'
import { ProblemNote } from '../elements/index.ts'
import { learn, useSession } from '../session/index.ts'
import { SignInForm } from '../signing-in/index.ts'
import { LinkPage } from './link-page.tsx'

/** Proves the new address of an account, by the account that asked for it. */
export function ConfirmAddress({ token }: { readonly token: string }) {
  const { t } = useTranslation(['mail-links', 'shell'])
  const session = useSession()
  const confirm = useAct('confirmEmail')
  const title = t('address.title')
  if (confirm.isSuccess) {
    return (
      <LinkPage title={t('address.done')}>
        <Button h={44} renderRoot={(props) => <Link to="/account" {...props} />}>
          {t('shell:menu.account')}
        </Button>
      </LinkPage>
    )
  }
  if (session.state === 'unknown') {
    return (
      <LinkPage title={title}>
        <Loader aria-label={t('shell:loading')} />
      </LinkPage>
    )
  }
  if (session.state === 'nobody') {
    return (
      <LinkPage title={title} text={t('address.signIn')}>
        <SignInForm onDone={() => undefined} />
      </LinkPage>
    )
  }
  return (
    <LinkPage title={title} text={t('address.text')}>
      <Text c="dimmed">{session.me.email}</Text>
      <ProblemNote error={confirm.error} />
      <Button
        h={44}
        loading={confirm.isPending}
        onClick={() => confirm.mutate({ body: { token } }, { onSuccess: () => void learn() })}
      >
        {t('address.button')}
      </Button>
    </LinkPage>
  )
}
