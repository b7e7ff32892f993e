import { useTranslation } from 'react-i18next'
import { LinkPage } from '../link-page.tsx'
import { useFragment } from '../use-fragment.ts'
import { ManagedVisitPage } from './managed-visit-page.tsx'
import { Unsubscribe } from './unsubscribe.tsx'

/** Behind a notice's link: its one visit, without a password; or the end of reminders. */
export function ManagePage() {
  const { t } = useTranslation('mail-links')
  const link = useFragment()
  if (!link) return <LinkPage title={t('broken.title')} text={t('broken.visit')} />
  const { what, proof } = link
  // no clinic has a token that short
  if (what === 'unsubscribe' && proof.length === 43) return <Unsubscribe key={proof} token={proof} />
  return <ManagedVisitPage key={proof} clinic={what} token={proof} />
}
