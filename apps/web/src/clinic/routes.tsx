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

export const clinicRoutes = layout.addChildren([today])
