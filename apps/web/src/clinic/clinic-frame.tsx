import '@mantine/notifications/styles.layer.css'
import { Notifications } from '@mantine/notifications'
import { getRouteApi, Navigate, useRouterState } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../api/index.ts'
import { useLive } from '../live/index.ts'
import { useMe } from '../session/index.ts'
import { ConsoleFrame, type ConsolePage } from '../shell/index.ts'
import { Gate } from '../signing-in/index.ts'
import { BookButton } from './here/book-button.tsx'
import { ClinicHereContext } from './here/use-clinic.ts'
import { WaitForClinic } from './here/wait-for-clinic.tsx'
import { NoRoleHere } from './no-role-here.tsx'
import { clinicPages } from './pages.ts'
import { isDesk, type Role, rolesAt } from './roles.ts'

/** The console of one clinic, with the pages that one's roles there may see. */
export function ClinicFrame() {
  return (
    <Gate>
      <Console />
    </Gate>
  )
}

function Console() {
  const { clinic } = getRouteApi('/clinic/$clinic').useParams()
  const me = useMe()
  const here = useRouterState({ select: ({ location }) => location.pathname.replace(/\/$/, '') })
  const roles = useMemo(() => rolesAt(me, clinic), [me, clinic])
  if (roles.length === 0) return <NoRoleHere />
  // who is a doctor alone begins with their own day
  if (here === `/clinic/${clinic}` && !isDesk(roles))
    return <Navigate to="/clinic/$clinic/my-day" params={{ clinic }} replace />
  const name = me?.memberships.find((each) => each.clinic === clinic)?.clinicName ?? clinic
  return <ConsoleOf clinic={clinic} name={name} roles={roles} />
}

interface Props {
  readonly clinic: string
  readonly name: string
  readonly roles: readonly Role[]
}

function ConsoleOf({ clinic, name, roles }: Props) {
  const { t } = useTranslation(['clinic', 'day'])
  useLive([`schedule:${clinic}`, `slots:${clinic}`])
  const facts = useAsk('showClinic', { clinic }, { staleTime: 600_000 })
  const { timeZone, country } = facts.data?.body ?? {}
  const here = useMemo(
    () => timeZone && country && { clinic, name, timeZone, country, roles },
    [clinic, name, timeZone, country, roles],
  )
  if (!here) return <WaitForClinic of={facts} />
  const base = `/clinic/${clinic}`
  const pages: ConsolePage[] = clinicPages
    .filter((page) => page.roles.some((role) => here.roles.includes(role)))
    .map(({ path, label, Icon, exact = false, group }) => ({
      to: base + path,
      label: t(label),
      Icon,
      exact,
      group: t(`clinic:groups.${group}`),
    }))
  return (
    <ClinicHereContext value={here}>
      <Notifications position="bottom-center" containerWidth={420} autoClose={6_000} />
      <ConsoleFrame title={name} pages={pages} tools={isDesk(here.roles) && <BookButton />} />
    </ClinicHereContext>
  )
}
