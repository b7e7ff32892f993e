import { Button } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/index.ts'

const AccountMenu = lazy(() => import('./account-menu.tsx').then((file) => ({ default: file.AccountMenu })))

/** From one of these one goes on to where one was about to go, and never back to it. */
const waysIn = new Set(['/sign-in', '/register', '/forgotten'])

/** Sign in and come back here, or the menu of whoever is signed in. Its place is kept while nobody knows. */
export function AccountButton() {
  const { t } = useTranslation()
  const session = useSession()
  const then = useRouterState({
    select: ({ location: { pathname, href, search } }) => (waysIn.has(pathname) ? search.then : href),
  })
  if (session.state === 'unknown') return <Button variant="light" loading aria-label={t('loading')} />
  if (session.state === 'nobody') {
    return (
      <Button variant="light" renderRoot={(props) => <Link to="/sign-in" search={{ then }} {...props} />}>
        {t('menu.signIn')}
      </Button>
    )
  }
  return (
    <Suspense fallback={<Button variant="light" loading aria-label={t('loading')} />}>
      <AccountMenu me={session.me} />
    </Suspense>
  )
}
