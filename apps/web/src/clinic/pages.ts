import {
  IconCalendarEvent,
  IconCalendarOff,
  IconCalendarUser,
  IconCalendarWeek,
  IconChartBar,
  IconClock,
  IconClockHour8,
  IconFileDownload,
  IconHistory,
  IconListCheck,
  IconMessage,
  IconStethoscope,
  IconSunHigh,
  IconTag,
  IconUserCog,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Role } from './roles.ts'

export interface ClinicPage {
  /** Below `/clinic/{slug}` */
  readonly path: string
  /** Its word in `clinic:pages` */
  readonly name: string
  readonly Icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
  readonly roles: readonly Role[]
  readonly exact?: boolean
  /** Stands under this heading of `clinic:groups` */
  readonly group?: 'mine' | 'calendar' | 'house'
}

const desk = ['staff', 'clinic_admin'] as const
const doctor = ['doctor'] as const
const admin = ['clinic_admin'] as const

/** The console's pages in their order, each with the roles that see it. The API decides again by itself. */
export const clinicPages: readonly ClinicPage[] = [
  { path: '', name: 'today', Icon: IconCalendarEvent, roles: desk, exact: true },
  { path: '/my-day', name: 'my-day', Icon: IconSunHigh, roles: doctor, group: 'mine' },
  { path: '/my-week', name: 'my-week', Icon: IconCalendarWeek, roles: doctor, group: 'mine' },
  { path: '/my-availability', name: 'my-availability', Icon: IconCalendarUser, roles: doctor, group: 'mine' },
  { path: '/doctors', name: 'doctors', Icon: IconStethoscope, roles: admin, group: 'calendar' },
  { path: '/shifts', name: 'shifts', Icon: IconClock, roles: admin, group: 'calendar' },
  { path: '/visit-types', name: 'visit-types', Icon: IconListCheck, roles: admin, group: 'calendar' },
  { path: '/closures', name: 'closures', Icon: IconCalendarOff, roles: admin, group: 'calendar' },
  { path: '/opening-hours', name: 'opening-hours', Icon: IconClockHour8, roles: admin, group: 'calendar' },
  { path: '/specialties', name: 'specialties', Icon: IconTag, roles: admin, group: 'calendar' },
  { path: '/policy', name: 'policy', Icon: IconUserCog, roles: admin, group: 'calendar' },
  { path: '/members', name: 'members', Icon: IconUsersGroup, roles: admin, group: 'house' },
  { path: '/figures', name: 'figures', Icon: IconChartBar, roles: admin, group: 'house' },
  { path: '/audit', name: 'audit', Icon: IconHistory, roles: admin, group: 'house' },
  { path: '/notice-words', name: 'notice-words', Icon: IconMessage, roles: admin, group: 'house' },
  { path: '/webhooks', name: 'webhooks', Icon: IconWebhook, roles: admin, group: 'house' },
  { path: '/exports', name: 'exports', Icon: IconFileDownload, roles: admin, group: 'house' },
]
