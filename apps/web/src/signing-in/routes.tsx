import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { rootRoute } from '../shell/root-route.tsx'
import { searchOfWayIn } from './search-of-way-in.ts'

const layout = createRoute({
  id: 'signing-in',
  getParentRoute: () => rootRoute,
  loader: () => needWords('signing-in'),
  component: lazyRouteComponent(() => import('../patient/patient-frame.tsx'), 'PatientFrame'),
})

const signIn = createRoute({
  path: '/sign-in',
  getParentRoute: () => layout,
  validateSearch: searchOfWayIn,
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
})

const register = createRoute({
  path: '/register',
  getParentRoute: () => layout,
  validateSearch: searchOfWayIn,
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'RegisterPage'),
})

const forgotten = createRoute({
  path: '/forgotten',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./forgotten-page.tsx'), 'ForgottenPage'),
})

export const signingInRoutes = layout.addChildren([signIn, register, forgotten])
