import { createRouter } from '@tanstack/react-router'
import { clinicRoutes } from '../clinic/routes.tsx'
import { mailLinkRoutes } from '../mail-links/routes.tsx'
import { operatorRoutes } from '../operator/routes.tsx'
import { patientRoutes } from '../patient/routes.tsx'
import { signingInRoutes } from '../signing-in/routes.tsx'
import { widgetRoute } from '../widget/route.tsx'
import { BrokenPage, MissingPage } from './odd-pages.tsx'
import { rootRoute } from './root-route.tsx'

/** All pages of all fronts; each is loaded when somebody goes there. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    patientRoutes,
    signingInRoutes,
    mailLinkRoutes,
    clinicRoutes,
    operatorRoutes,
    widgetRoute,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultNotFoundComponent: MissingPage,
  defaultErrorComponent: BrokenPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
