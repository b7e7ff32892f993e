import type { AppointmentStatus } from '@polyclinic/contract'
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

/** A colour and a sign for each state of a visit, never a colour alone (WCAG 1.4.1). */
export const statusLooks = {
  pending: { color: 'yellow', Icon: IconClock },
  booked: { color: 'clinic', Icon: IconCalendarCheck },
  arrived: { color: 'indigo', Icon: IconDoorEnter },
  fulfilled: { color: 'green', Icon: IconCheck },
  cancelled: { color: 'gray', Icon: IconX },
  noshow: { color: 'red', Icon: IconUserOff },
  'entered-in-error': { color: 'gray', Icon: IconEraser },
  displaced: { color: 'orange', Icon: IconAlertCircle },
} as const satisfies Record<AppointmentStatus | 'displaced', object>
