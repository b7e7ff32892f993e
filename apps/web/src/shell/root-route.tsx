import { createRootRoute, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OfflineNote } from './offline-note.tsx'
import { useForgottenAnswers } from './use-forgotten-answers.ts'

export const rootRoute = createRootRoute({ component: Root })

function Root() {
  const { t } = useTranslation()
  useForgottenAnswers()
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <OfflineNote />
      <Outlet />
    </>
  )
}
