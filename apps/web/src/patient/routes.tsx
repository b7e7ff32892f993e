import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { bookingIn } from './booking/booking-search.ts'
import { layout } from './layout.tsx'
import { ownRoutes } from './own/routes.tsx'
import { wishesIn } from './search/wishes.ts'
import { timeWishesIn } from './times/time-wishes.ts'

const search = createRoute({
  path: '/',
  getParentRoute: () => layout,
  validateSearch: wishesIn,
  loader: () => needWords('booking'),
  component: lazyRouteComponent(() => import('./search/search-page.tsx'), 'SearchPage'),
})

const clinic = createRoute({
  path: '/c/$clinic',
  getParentRoute: () => layout,
  validateSearch: timeWishesIn,
  loader: () => needWords('booking'),
  component: lazyRouteComponent(() => import('./clinic/clinic-page.tsx'), 'ClinicPage'),
})

const doctor = createRoute({
  path: '/c/$clinic/doctors/$doctor',
  getParentRoute: () => layout,
  validateSearch: timeWishesIn,
  loader: () => needWords('booking'),
  component: lazyRouteComponent(() => import('./doctor/doctor-page.tsx'), 'DoctorPage'),
})

const book = createRoute({
  path: '/c/$clinic/book',
  getParentRoute: () => layout,
  validateSearch: bookingIn,
  loader: () => Promise.all([needWords('booking'), needWords('signing-in')]),
  component: lazyRouteComponent(() => import('./booking/book-page.tsx'), 'BookPage'),
})

export const patientRoutes = layout.addChildren([search, clinic, doctor, book, ownRoutes])
