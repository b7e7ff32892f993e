import type { AppointmentStatus } from '@polyclinic/contract'
import { Badge } from '@mantine/core'
import {
  IconAlertCircle,
  IconCalendarCheck,
  IconCheck,
  IconClock,
  IconDoorEnter,
  IconEraser,
  IconUserOff,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** A colour and a sign for each, never a colour alone (WCAG 1.4.1). */
const looks = {
  pending: { color: 'yellow', Icon: IconClock },
  booked: { color: 'clinic', Icon: IconCalendarCheck },
  arrived: { color: 'indigo', Icon: IconDoorEnter },
  fulfilled: { color: 'green', Icon: IconCheck },
  cancelled: { color: 'gray', Icon: IconX },
  noshow: { color: 'red', Icon: IconUserOff },
  'entered-in-error': { color: 'gray', Icon: IconEraser },
} as const satisfies Record<AppointmentStatus, object>

export function StatusBadge({
  status,
  displaced = false,
}: {
  status: AppointmentStatus
  displaced?: boolean
}) {
  const { t } = useTranslation()
  const { color, Icon } = displaced ? { color: 'orange', Icon: IconAlertCircle } : looks[status]
  return (
    // the sign and the frame have the colour; the word is as readable as any (WCAG 1.4.3)
    <Badge
      styles={{ label: { color: 'var(--mantine-color-text)' } }}
      variant="outline"
      color={color}
      leftSection={<Icon size={14} aria-hidden />}
    >
      {t(displaced ? 'status.displaced' : `status.${status}`)}
    </Badge>
  )
}
