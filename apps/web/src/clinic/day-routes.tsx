import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { clinicLayout } from './layout-route.tsx'

const below = { getParentRoute: () => clinicLayout } as const

export interface DayChoice {
  /** A day of the clinic's calendar; today when absent */
  readonly date?: string
}
export interface ScheduleChoice extends DayChoice {
  readonly view?: 'week'
  /** Identifiers, separated by commas; all doctors when absent */
  readonly doctors?: string
  /** The visit whose panel is open */
  readonly visit?: string
}
export interface BookChoice extends DayChoice {
  readonly patient?: string
  readonly doctor?: string
  /** Somebody stands here, and no free time is looked for */
  readonly walkIn?: 'yes'
}
type Search = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
/** A day that there is: of a 31st of February no page could be drawn. */
const isDay = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  new Date(`${value}T00:00Z`).getTime() > 0 &&
  new Date(`${value}T00:00Z`).toISOString().startsWith(value)
const dayOf = (search: Search): DayChoice => (isDay(search['date']) ? { date: search['date'] } : {})
const given = <K extends string>(search: Search, ...names: readonly K[]): { [name in K]?: string } =>
  Object.fromEntries(names.filter((name) => text(search[name])).map((name) => [name, search[name]])) as {
    [name in K]?: string
  }

const today = createRoute({
  ...below,
  path: '/',
  validateSearch: (search: Search): ScheduleChoice => ({
    ...dayOf(search),
    ...(search['view'] === 'week' && { view: 'week' }),
    ...given(search, 'doctors', 'visit'),
  }),
  component: lazyRouteComponent(() => import('./today/today-page.tsx'), 'TodayPage'),
})
const book = createRoute({
  ...below,
  path: '/book',
  validateSearch: (search: Search): BookChoice => ({
    ...dayOf(search),
    ...given(search, 'patient', 'doctor'),
    ...(search['walkIn'] === 'yes' && { walkIn: 'yes' }),
  }),
  component: lazyRouteComponent(() => import('./desk/book-page.tsx'), 'BookPage'),
})
const queue = createRoute({
  ...below,
  path: '/queue',
  component: lazyRouteComponent(() => import('./queue/queue-page.tsx'), 'QueuePage'),
})
const patients = createRoute({
  ...below,
  path: '/patients',
  validateSearch: (search: Search): { readonly search?: string } => given(search, 'search'),
  component: lazyRouteComponent(() => import('./patients/patients-page.tsx'), 'PatientsPage'),
})
const patient = createRoute({
  ...below,
  path: '/patients/$patient',
  component: lazyRouteComponent(() => import('./patients/patient-page.tsx'), 'PatientPage'),
})
const displaced = createRoute({
  ...below,
  path: '/displaced',
  component: lazyRouteComponent(() => import('./displaced/displaced-page.tsx'), 'DisplacedPage'),
})
const waiting = createRoute({
  ...below,
  path: '/waiting',
  component: lazyRouteComponent(() => import('./waiting/waiting-page.tsx'), 'WaitingPage'),
})
const dayList = createRoute({
  ...below,
  path: '/day-list',
  validateSearch: (search: Search): DayChoice => dayOf(search),
  component: lazyRouteComponent(() => import('./day-list/day-list-page.tsx'), 'DayListPage'),
})

/** The pages of the clinic's day: schedule, booking, queue, patients, and what is left to resolve. */
export const dayRoutes = [today, book, queue, patients, patient, displaced, waiting, dayList] as const
