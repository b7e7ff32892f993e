import { dayRoutes } from './day-routes.tsx'
import { clinicLayout } from './layout-route.tsx'

export const clinicRoutes = clinicLayout.addChildren([...dayRoutes])
