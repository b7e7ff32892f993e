import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { rootRoute } from '../shell/root-route.tsx'

export const clinicLayout = createRoute({
  path: '/clinic/$clinic',
  getParentRoute: () => rootRoute,
  loader: () => Promise.all([needWords('clinic'), needWords('day')]),
  component: lazyRouteComponent(() => import('./clinic-frame.tsx'), 'ClinicFrame'),
})
