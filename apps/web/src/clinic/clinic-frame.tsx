import { getRouteApi, Navigate, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session/index.ts'
import { ConsoleFrame, type ConsolePage } from '../shell/index.ts'
import { Gate } from '../signing-in/index.ts'
import { NoRoleHere } from './no-role-here.tsx'
import { clinicPages } from './pages.ts'
import { isDesk, rolesAt } from './roles.ts'

/** The console of one clinic, with the pages that one's roles there may see. */
export function ClinicFrame() {
  return (
    <Gate>
      <Console />
    </Gate>
  )
}

function Console() {
  const { t } = useTranslation('clinic')
  const { clinic } = getRouteApi('/clinic/$clinic').useParams()
  const me = useMe()
  const here = useRouterState({ select: ({ location }) => location.pathname.replace(/\/$/, '') })
  const roles = rolesAt(me, clinic)
  const name = me?.memberships.find((each) => each.clinic === clinic)?.clinicName ?? clinic
  if (roles.length === 0) return <NoRoleHere />
  const base = `/clinic/${clinic}`
  // Today is the desk's; who is a doctor alone begins with their own day
  if (here === base && !isDesk(roles))
    return <Navigate to="/clinic/$clinic/my-day" params={{ clinic }} replace />
  const pages = clinicPages
    .filter((page) => page.roles.some((role) => roles.includes(role)))
    .map(
      ({ path, name: page, Icon, exact = false, group }): ConsolePage => ({
        to: `${base}${path}`,
        label: t(`pages.${page}`),
        Icon,
        exact,
        ...(group && { group: t(`groups.${group}`) }),
      }),
    )
  return <ConsoleFrame title={name} pages={pages} />
}
