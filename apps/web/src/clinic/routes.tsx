import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { rootRoute } from '../shell/root-route.tsx'

const layout = createRoute({
  path: '/clinic/$clinic',
  getParentRoute: () => rootRoute,
  loader: () => needWords('clinic'),
  component: lazyRouteComponent(() => import('./clinic-frame.tsx'), 'ClinicFrame'),
})

const today = createRoute({
  path: '/',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./today/today-page.tsx'), 'TodayPage'),
})

const ofOffice = () => needWords('office')
// a doctor's days are changed with the office's dialogues
const ofDoctor = () => Promise.all([needWords('office'), needWords('doctor')])

const doctors = createRoute({
  path: '/doctors',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./doctors/doctors-page.tsx'), 'DoctorsPage'),
})

const doctor = createRoute({
  path: '/doctors/$doctor',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./doctors/doctor-page.tsx'), 'DoctorPage'),
})

const shifts = createRoute({
  path: '/shifts',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./shifts/shifts-page.tsx'), 'ShiftsPage'),
})

const specialties = createRoute({
  path: '/specialties',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./specialties/specialties-page.tsx'), 'SpecialtiesPage'),
})

const visitTypes = createRoute({
  path: '/visit-types',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./visit-types/visit-types-page.tsx'), 'VisitTypesPage'),
})

const closures = createRoute({
  path: '/closures',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./closures/closures-page.tsx'), 'ClosuresPage'),
})

const openingHours = createRoute({
  path: '/opening-hours',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./opening-hours/opening-hours-page.tsx'), 'OpeningHoursPage'),
})

const policy = createRoute({
  path: '/policy',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./policy/policy-page.tsx'), 'PolicyPage'),
})

const members = createRoute({
  path: '/members',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./members/members-page.tsx'), 'MembersPage'),
})

const figures = createRoute({
  path: '/figures',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./figures/figures-page.tsx'), 'FiguresPage'),
})

const audit = createRoute({
  path: '/audit',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
})

const noticeWords = createRoute({
  path: '/notice-words',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./notice-words/notice-words-page.tsx'), 'NoticeWordsPage'),
})

const webhooks = createRoute({
  path: '/webhooks',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./webhooks/webhooks-page.tsx'), 'WebhooksPage'),
})

const exports = createRoute({
  path: '/exports',
  getParentRoute: () => layout,
  loader: ofOffice,
  component: lazyRouteComponent(() => import('./exports/exports-page.tsx'), 'ExportsPage'),
})

const myDay = createRoute({
  path: '/my-day',
  getParentRoute: () => layout,
  validateSearch: ({ day }: Record<string, unknown>): { day?: string } =>
    typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {},
  loader: ofDoctor,
  component: lazyRouteComponent(() => import('./my-day/my-day-page.tsx'), 'MyDayPage'),
})

const myWeek = createRoute({
  path: '/my-week',
  getParentRoute: () => layout,
  loader: ofDoctor,
  component: lazyRouteComponent(() => import('./my-week/my-week-page.tsx'), 'MyWeekPage'),
})

const myAvailability = createRoute({
  path: '/my-availability',
  getParentRoute: () => layout,
  loader: ofDoctor,
  component: lazyRouteComponent(
    () => import('./my-availability/my-availability-page.tsx'),
    'MyAvailabilityPage',
  ),
})

export const clinicRoutes = layout.addChildren([
  today,
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
])
