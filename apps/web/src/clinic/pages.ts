import {
  IconAlertCircle,
  IconCalendarEvent,
  IconCalendarOff,
  IconCalendarPlus,
  IconCalendarUser,
  IconCalendarWeek,
  IconChartBar,
  IconClock,
  IconClockHour8,
  IconFileDownload,
  IconHistory,
  IconHourglass,
  IconListCheck,
  IconMessage,
  IconPrinter,
  IconStethoscope,
  IconSunHigh,
  IconTag,
  IconUserCog,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react'
import type { ConsolePage } from '../shell/index.ts'
import type { Role } from './roles.ts'

export interface ClinicPage {
  /** Below `/clinic/{slug}`; nothing for the console's first page */
  readonly path: '' | `/${string}`
  /** Its words: `file:key` */
  readonly label: string
  readonly Icon: ConsolePage['Icon']
  readonly roles: readonly Role[]
  readonly exact?: boolean
  /** Stands under this heading of `clinic:groups` */
  readonly group: 'mine' | 'day' | 'calendar' | 'house'
}

const desk = ['staff', 'clinic_admin'] as const
const doctor = ['doctor'] as const
const admin = ['clinic_admin'] as const

/** The console's pages in their order, each with the roles that see it. The API decides again by itself. */
export const clinicPages: readonly ClinicPage[] = [
  { path: '/my-day', label: 'clinic:pages.my-day', Icon: IconSunHigh, roles: doctor, group: 'mine' },
  { path: '/my-week', label: 'clinic:pages.my-week', Icon: IconCalendarWeek, roles: doctor, group: 'mine' },
  {
    path: '/my-availability',
    label: 'clinic:pages.my-availability',
    Icon: IconCalendarUser,
    roles: doctor,
    group: 'mine',
  },
  { path: '', label: 'day:pages.today', Icon: IconCalendarEvent, roles: desk, group: 'day', exact: true },
  { path: '/book', label: 'day:pages.book', Icon: IconCalendarPlus, roles: desk, group: 'day' },
  { path: '/queue', label: 'day:pages.queue', Icon: IconUsersGroup, roles: desk, group: 'day' },
  { path: '/patients', label: 'day:pages.patients', Icon: IconUsers, roles: desk, group: 'day' },
  { path: '/displaced', label: 'day:pages.displaced', Icon: IconAlertCircle, roles: desk, group: 'day' },
  { path: '/waiting', label: 'day:pages.waiting', Icon: IconHourglass, roles: desk, group: 'day' },
  {
    path: '/day-list',
    label: 'day:pages.dayList',
    Icon: IconPrinter,
    roles: [...desk, 'doctor'],
    group: 'day',
  },
  { path: '/doctors', label: 'clinic:pages.doctors', Icon: IconStethoscope, roles: admin, group: 'calendar' },
  { path: '/shifts', label: 'clinic:pages.shifts', Icon: IconClock, roles: admin, group: 'calendar' },
  {
    path: '/visit-types',
    label: 'clinic:pages.visit-types',
    Icon: IconListCheck,
    roles: admin,
    group: 'calendar',
  },
  {
    path: '/closures',
    label: 'clinic:pages.closures',
    Icon: IconCalendarOff,
    roles: admin,
    group: 'calendar',
  },
  {
    path: '/opening-hours',
    label: 'clinic:pages.opening-hours',
    Icon: IconClockHour8,
    roles: admin,
    group: 'calendar',
  },
  { path: '/specialties', label: 'clinic:pages.specialties', Icon: IconTag, roles: admin, group: 'calendar' },
  { path: '/policy', label: 'clinic:pages.policy', Icon: IconUserCog, roles: admin, group: 'calendar' },
  { path: '/members', label: 'clinic:pages.members', Icon: IconUsersGroup, roles: admin, group: 'house' },
  { path: '/figures', label: 'clinic:pages.figures', Icon: IconChartBar, roles: admin, group: 'house' },
  { path: '/audit', label: 'clinic:pages.audit', Icon: IconHistory, roles: admin, group: 'house' },
  {
    path: '/notice-words',
    label: 'clinic:pages.notice-words',
    Icon: IconMessage,
    roles: admin,
    group: 'house',
  },
  { path: '/webhooks', label: 'clinic:pages.webhooks', Icon: IconWebhook, roles: admin, group: 'house' },
  { path: '/exports', label: 'clinic:pages.exports', Icon: IconFileDownload, roles: admin, group: 'house' },
]
