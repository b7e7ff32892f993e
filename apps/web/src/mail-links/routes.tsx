import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { rootRoute } from '../shell/root-route.tsx'

const layout = createRoute({
  id: 'mail-links',
  getParentRoute: () => rootRoute,
  loader: () => Promise.all((['patient', 'mail-links', 'mine', 'signing-in'] as const).map(needWords)),
  component: lazyRouteComponent(() => import('../patient/patient-frame.tsx'), 'PatientFrame'),
})

/** Where the links of our mails lead. */
const go = createRoute({
  path: '/go',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./go-page.tsx'), 'GoPage'),
})

/** Where the link of a notice leads: to the one visit that it is about. */
const manage = createRoute({
  path: '/manage',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./manage/manage-page.tsx'), 'ManagePage'),
})

export const mailLinkRoutes = layout.addChildren([go, manage])
