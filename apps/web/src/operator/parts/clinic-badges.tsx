import type { ClinicState, RegisteredClinic } from '@polyclinic/contract'
import { Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArchive,
  IconCheck,
  IconLoader,
  IconPlayerPause,
  IconStairsUp,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const stateLooks = {
  requested: { color: 'yellow', Icon: IconLoader },
  provisioning: { color: 'yellow', Icon: IconLoader },
  active: { color: 'green', Icon: IconCheck },
  suspended: { color: 'orange', Icon: IconPlayerPause },
  moving: { color: 'yellow', Icon: IconLoader },
  restoring: { color: 'yellow', Icon: IconLoader },
  archived: { color: 'gray', Icon: IconArchive },
  purged: { color: 'gray', Icon: IconArchive },
} as const satisfies Record<ClinicState, object>

export function ClinicStateBadge({ state }: { readonly state: ClinicState }) {
  const { t } = useTranslation('operator')
  const { color, Icon } = stateLooks[state]
  return (
    <Badge
      variant="outline"
      color={color}
      c="var(--mantine-color-text)"
      leftSection={<Icon size={14} aria-hidden />}
    >
      {t(`state.${state}`)}
    </Badge>
  )
}

const healthLooks = {
  well: { color: 'green', Icon: IconCheck },
  failed: { color: 'red', Icon: IconAlertTriangle },
  busy: { color: 'yellow', Icon: IconLoader },
  behind: { color: 'orange', Icon: IconStairsUp },
  off: { color: 'gray', Icon: IconArchive },
} as const

/** Whether somebody has to look after a clinic. @param newest the schema that clinics should have, where it is known */
export function healthOf(clinic: RegisteredClinic, newest: number | undefined): keyof typeof healthLooks {
  if (clinic.operation?.state === 'failed') return 'failed'
  if (clinic.operation) return 'busy'
  if (clinic.state === 'archived' || clinic.state === 'purged') return 'off'
  return newest !== undefined && clinic.schemaVersion < newest ? 'behind' : 'well'
}

export function HealthBadge({ health }: { readonly health: keyof typeof healthLooks }) {
  const { t } = useTranslation('operator')
  const { color, Icon } = healthLooks[health]
  return (
    <Badge
      variant="light"
      color={color}
      c="var(--mantine-color-text)"
      leftSection={<Icon size={14} aria-hidden />}
    >
      {t(`health.${health}`)}
    </Badge>
  )
}
