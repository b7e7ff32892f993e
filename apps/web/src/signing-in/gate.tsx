import { Center, Loader } from '@mantine/core'
import { Navigate, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/index.ts'

/** What is behind it is for who is signed in; others sign in first and come back to the very place. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const session = useSession()
  const now = useRouterState({ select: ({ location }) => location.href })
  // on the way to the sign-in the address is that page's already, and would be come back to without end
  const [here] = useState(now)
  if (session.state === 'signed-in') return children
  if (session.state === 'nobody') return <Navigate to="/sign-in" search={{ then: here }} replace />
  return (
    <Center py="xl">
      <Loader aria-label={t('loading')} />
    </Center>
  )
}
