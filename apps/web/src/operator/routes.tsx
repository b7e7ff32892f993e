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
  component: lazyRouteComponent(() => import('./clinics/clinics-page.tsx'), 'ClinicsPage'),
})

export const operatorRoutes = layout.addChildren([clinics])
