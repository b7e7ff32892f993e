import { IconCalendarEvent } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session/index.ts'
import { ConsoleFrame, type ConsolePage } from '../shell/index.ts'
import { Gate } from '../signing-in/index.ts'
import { NoRoleHere } from './no-role-here.tsx'
import { rolesAt } from './roles.ts'

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
  const roles = rolesAt(me, clinic)
  const name = me?.memberships.find((each) => each.clinic === clinic)?.clinicName ?? clinic
  if (roles.length === 0) return <NoRoleHere />
  const base = `/clinic/${clinic}`
  const pages: ConsolePage[] = [{ to: base, label: t('pages.today'), Icon: IconCalendarEvent, exact: true }]
  return <ConsoleFrame title={name} pages={pages} />
}
