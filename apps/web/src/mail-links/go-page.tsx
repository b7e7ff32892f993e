import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { JoinPage } from '../patient/join/join-page.tsx'
import { ErasureProgress } from '../patient/privacy/erasure-progress.tsx'
import { ConfirmAddress } from './confirm-address.tsx'
import { EnterByLink } from './enter-by-link.tsx'
import { LinkPage } from './link-page.tsx'
import { NewPassword } from './new-password.tsx'
import { useFragment } from './use-fragment.ts'

/** What a mailed link is for stands before the dot. */
export function GoPage() {
  const link = useFragment()
  // another link in the same tab begins anew
  const key = link?.proof
  switch (link?.what) {
    case 'register':
    case 'sign-in':
      return <EnterByLink key={key} purpose={link.what} token={link.proof} />
    case 'reset-password':
      return <NewPassword key={key} token={link.proof} />
    case 'change-email':
      return <ConfirmAddress key={key} token={link.proof} />
    case 'invitation':
      return <JoinPage key={key} />
    case 'erasure':
      return <ErasureProgress key={key} id={link.proof} />
    default:
      return <BrokenLink />
  }
}

/** Mail programs cut long links in two. */
function BrokenLink() {
  const { t } = useTranslation(['mail-links', 'signing-in'])
  return (
    <LinkPage title={t('broken.title')} text={t('broken.text')}>
      <Group>
        <Button h={44} renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          {t('signing-in:signIn')}
        </Button>
        <Button h={44} variant="default" renderRoot={(props) => <Link to="/forgotten" {...props} />}>
          {t('signing-in:forgottenTitle')}
        </Button>
      </Group>
    </LinkPage>
  )
}
