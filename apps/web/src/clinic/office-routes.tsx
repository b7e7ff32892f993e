import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { clinicLayout } from './layout-route.tsx'

const below = { getParentRoute: () => clinicLayout } as const
const ofOffice = () => needWords('office')
// a doctor's days are changed with the office's dialogues
const ofDoctor = () => Promise.all([needWords('office'), needWords('doctor')])

const doctors = createRoute({
  ...below,
  path: '/doctors',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./doctors/doctors-page.tsx'), 'DoctorsPage'),
})

const doctor = createRoute({
  ...below,
  path: '/doctors/$doctor',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./doctors/doctor-page.tsx'), 'DoctorPage'),
})

const shifts = createRoute({
  ...below,
  path: '/shifts',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./shifts/shifts-page.tsx'), 'ShiftsPage'),
})

const specialties = createRoute({
  ...below,
  path: '/specialties',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./specialties/specialties-page.tsx'), 'SpecialtiesPage'),
})

const visitTypes = createRoute({
  ...below,
  path: '/visit-types',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./visit-types/visit-types-page.tsx'), 'VisitTypesPage'),
})

const closures = createRoute({
  ...below,
  path: '/closures',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./closures/closures-page.tsx'), 'ClosuresPage'),
})

const openingHours = createRoute({
  ...below,
  path: '/opening-hours',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./opening-hours/opening-hours-page.tsx'), 'OpeningHoursPage'),
})

const policy = createRoute({
  ...below,
  path: '/policy',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./policy/policy-page.tsx'), 'PolicyPage'),
})

const members = createRoute({
  ...below,
  path: '/members',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./members/members-page.tsx'), 'MembersPage'),
})

const figures = createRoute({
  ...below,
  path: '/figures',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./figures/figures-page.tsx'), 'FiguresPage'),
})

const audit = createRoute({
  ...below,
  path: '/audit',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
})

const noticeWords = createRoute({
  ...below,
  path: '/notice-words',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./notice-words/notice-words-page.tsx'), 'NoticeWordsPage'),
})

const webhooks = createRoute({
  ...below,
  path: '/webhooks',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./webhooks/webhooks-page.tsx'), 'WebhooksPage'),
})

const exports = createRoute({
  ...below,
  path: '/exports',
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./exports/exports-page.tsx'), 'ExportsPage'),
})

const myDay = createRoute({
  ...below,
  path: '/my-day',
  validateSearch: ({ day }: Record<string, unknown>): { day?: string } =>
    typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {},
  loader: ofDoctor,
  component: lazyRouteComponent(() => import('./my-day/my-day-page.tsx'), 'MyDayPage'),
})

const myWeek = createRoute({
  ...below,
  path: '/my-week',
  loader: ofDoctor,
  component: lazyRouteComponent(() => import('./my-week/my-week-page.tsx'), 'MyWeekPage'),
})

const myAvailability = createRoute({
  ...below,
  path: '/my-availability',
  loader: ofDoctor,
  component: lazyRouteComponent(
    () => import('./my-availability/my-availability-page.tsx'),
    'MyAvailabilityPage',
  ),
})

export const officeRoutes = [
  doctors,
  doctor,
  shifts,
  specialties,
  visitTypes,
  closures,
  openingHours,
  policy,
  members,
  figures,
  audit,
  noticeWords,
  webhooks,
  exports,
  myDay,
  myWeek,
  myAvailability,
] as const
