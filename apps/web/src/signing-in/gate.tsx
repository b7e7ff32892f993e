import { Center, Loader } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { Fragment, type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/index.ts'

/** What is behind it is for who is signed in; others sign in first and come back to the very place. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const session = useSession()
  const router = useRouter()
  const isNobody = session.state === 'nobody'
  useEffect(() => {
    // the place of this moment: a console stands behind one gate on all its pages
    const then = router.latestLocation.href
    if (isNobody) void router.navigate({ to: '/sign-in', search: { then }, replace: true })
  }, [isNobody, router])
  // for somebody else everything begins anew
  if (session.state === 'signed-in') return <Fragment key={session.me.accountId}>{children}</Fragment>
  return (
    <Center py="xl">
      <Loader aria-label={t('loading')} />
    </Center>
  )
}
