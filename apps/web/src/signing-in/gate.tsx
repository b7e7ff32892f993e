import { Center, Loader } from '@mantine/core'
import { Navigate, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/index.ts'

/** What is behind it is for who is signed in; others sign in first and come back to the very place. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const session = useSession()
  const here = useRouterState({ select: ({ location }) => location.href })
  if (session.state === 'signed-in') return children
  if (session.state === 'nobody') return <Navigate to="/sign-in" search={{ then: here }} replace />
  return (
    <Center py="xl">
      <Loader aria-label={t('loading')} />
    </Center>
  )
}
