import type { ConsolePage } from '../shell/index.ts'
import {
  IconAlertCircle,
  IconCalendarEvent,
  IconCalendarPlus,
  IconHourglass,
  IconPrinter,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { Role } from './roles.ts'

export interface ClinicPage {
  /** Below `/clinic/{slug}`; nothing for the console's first page */
  readonly path: '' | `/${string}`
  /** Its words: `file:key` */
  readonly label: string
  readonly Icon: ConsolePage['Icon']
  readonly roles: readonly Role[]
}

const desk = ['staff', 'clinic_admin'] as const

/** The console's menu, in order, and who sees which. The API decides again by itself. */
export const clinicPages: readonly ClinicPage[] = [
  { path: '', label: 'day:pages.today', Icon: IconCalendarEvent, roles: [...desk, 'doctor'] },
  { path: '/book', label: 'day:pages.book', Icon: IconCalendarPlus, roles: desk },
  { path: '/queue', label: 'day:pages.queue', Icon: IconUsersGroup, roles: desk },
  { path: '/patients', label: 'day:pages.patients', Icon: IconUsers, roles: desk },
  { path: '/displaced', label: 'day:pages.displaced', Icon: IconAlertCircle, roles: desk },
  { path: '/waiting', label: 'day:pages.waiting', Icon: IconHourglass, roles: desk },
  { path: '/day-list', label: 'day:pages.dayList', Icon: IconPrinter, roles: [...desk, 'doctor'] },
]
