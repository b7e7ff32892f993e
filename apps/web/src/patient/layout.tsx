import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { rootRoute } from '../shell/root-route.tsx'

/** What every page of the patient's stands in. */
export const layout = createRoute({
  id: 'patient',
  getParentRoute: () => rootRoute,
  loader: () => needWords('patient'),
  component: lazyRouteComponent(() => import('./patient-frame.tsx'), 'PatientFrame'),
})
