import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { rootRoute } from '../shell/root-route.tsx'

const layout = createRoute({
  path: '/operator',
  getParentRoute: () => rootRoute,
  loader: () => needWords('operator'),
  component: lazyRouteComponent(() => import('./operator-frame.tsx'), 'OperatorFrame'),
})

const clinics = createRoute({
  path: '/',
  getParentRoute: () => layout,
  validateSearch: (search: Record<string, unknown>): { search?: string } =>
    typeof search['search'] === 'string' ? { search: search['search'] } : {},
  component: lazyRouteComponent(() => import('./clinics/clinics-page.tsx'), 'ClinicsPage'),
})

const clinic = createRoute({
  path: '/clinics/$slug',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./clinic/clinic-page.tsx'), 'ClinicPage'),
})

const onboarding = createRoute({
  path: '/onboarding',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./onboarding/onboarding-page.tsx'), 'OnboardingPage'),
})

const operations = createRoute({
  path: '/operations',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./operations/operations-page.tsx'), 'OperationsPage'),
})

const servers = createRoute({
  path: '/servers',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./servers/servers-page.tsx'), 'ServersPage'),
})

const migrations = createRoute({
  path: '/migrations',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./migrations/migrations-page.tsx'), 'MigrationsPage'),
})

const deadLetters = createRoute({
  path: '/dead-letters',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./dead-letters/dead-letters-page.tsx'), 'DeadLettersPage'),
})

export const operatorRoutes = layout.addChildren([
  clinics,
  clinic,
  onboarding,
  operations,
  servers,
  migrations,
  deadLetters,
])
