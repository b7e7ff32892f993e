import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { rootRoute } from '../shell/root-route.tsx'

const layout = createRoute({
  id: 'patient',
  getParentRoute: () => rootRoute,
  loader: () => needWords('patient'),
  component: lazyRouteComponent(() => import('./patient-frame.tsx'), 'PatientFrame'),
})

const search = createRoute({
  path: '/',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./search/search-page.tsx'), 'SearchPage'),
})

export const patientRoutes = layout.addChildren([search])
