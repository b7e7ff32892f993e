import type { ClinicState, RegisteredClinic } from '@polyclinic/contract'
import {
  IconAlertTriangle,
  IconArchive,
  IconCheck,
  IconLoader,
  IconPlayerPause,
  IconStairsUp,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Look, SignBadge } from './sign-badge.tsx'

const stateLooks = {
  requested: { color: 'yellow', Icon: IconLoader },
  provisioning: { color: 'yellow', Icon: IconLoader },
  active: { color: 'green', Icon: IconCheck },
  suspended: { color: 'orange', Icon: IconPlayerPause },
  moving: { color: 'yellow', Icon: IconLoader },
  restoring: { color: 'yellow', Icon: IconLoader },
  archived: { color: 'gray', Icon: IconArchive },
  purged: { color: 'gray', Icon: IconArchive },
} as const satisfies Record<ClinicState, Look>

export function ClinicStateBadge({ state }: { readonly state: ClinicState }) {
  const { t } = useTranslation('operator')
  return <SignBadge look={stateLooks[state]}>{t(`state.${state}`)}</SignBadge>
}

const healthLooks = {
  well: { color: 'green', Icon: IconCheck },
  failed: { color: 'red', Icon: IconAlertTriangle },
  busy: { color: 'yellow', Icon: IconLoader },
  behind: { color: 'orange', Icon: IconStairsUp },
  off: { color: 'gray', Icon: IconArchive },
} as const satisfies Record<string, Look>

/** Whether somebody has to look after a clinic. @param newest the schema that clinics should have, where it is known */
export function healthOf(clinic: RegisteredClinic, newest: number | undefined): keyof typeof healthLooks {
  if (clinic.operation?.state === 'failed') return 'failed'
  if (clinic.operation) return 'busy'
  if (clinic.state === 'archived' || clinic.state === 'purged') return 'off'
  return newest !== undefined && clinic.schemaVersion < newest ? 'behind' : 'well'
}

export function HealthBadge({ health }: { readonly health: keyof typeof healthLooks }) {
  const { t } = useTranslation('operator')
  return (
    <SignBadge look={healthLooks[health]} variant="light">
      {t(`health.${health}`)}
    </SignBadge>
  )
}
