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

/** The signs of `StatusBadge`, for places too narrow for a badge. */
export const statusSigns = {
  pending: IconClock,
  booked: IconCalendarCheck,
  arrived: IconDoorEnter,
  fulfilled: IconCheck,
  cancelled: IconX,
  noshow: IconUserOff,
  'entered-in-error': IconEraser,
  displaced: IconAlertCircle,
} as const satisfies Record<AppointmentStatus | 'displaced', unknown>
