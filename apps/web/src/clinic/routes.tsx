import { dayRoutes } from './day-routes.tsx'
import { clinicLayout } from './layout-route.tsx'
import { officeRoutes } from './office-routes.tsx'

export const clinicRoutes = clinicLayout.addChildren([...dayRoutes, ...officeRoutes])
