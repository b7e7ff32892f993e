import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { layout } from './layout.tsx'
import { ownRoutes } from './own/routes.tsx'

const search = createRoute({
  path: '/',
  getParentRoute: () => layout,
  component: lazyRouteComponent(() => import('./search/search-page.tsx'), 'SearchPage'),
})

export const patientRoutes = layout.addChildren([search, ownRoutes])
