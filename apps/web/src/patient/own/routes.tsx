import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../../i18n/index.ts'
import { layout } from '../layout.tsx'
import { searchOfPrivacy, searchOfVisit, searchOfVisits, searchOfWaiting } from './searches.ts'

/** What is the patient's own. */
const own = createRoute({
  id: 'own',
  getParentRoute: () => layout,
  loader: () => Promise.all([needWords('mine'), needWords('signing-in')]),
})
const common = { getParentRoute: () => own } as const

const visits = createRoute({
  ...common,
  path: '/visits',
  validateSearch: searchOfVisits,
  component: lazyRouteComponent(() => import('../visits/visits-page.tsx'), 'VisitsPage'),
})

const visit = createRoute({
  ...common,
  path: '/c/$clinic/visits/$appointment',
  validateSearch: searchOfVisit,
  component: lazyRouteComponent(() => import('../visits/visit-page.tsx'), 'VisitPage'),
})

const waiting = createRoute({
  ...common,
  path: '/waiting',
  validateSearch: searchOfWaiting,
  component: lazyRouteComponent(() => import('../waiting/waiting-page.tsx'), 'WaitingPage'),
})

const family = createRoute({
  ...common,
  path: '/family',
  component: lazyRouteComponent(() => import('../family/family-page.tsx'), 'FamilyPage'),
})

const notices = createRoute({
  ...common,
  path: '/notices',
  component: lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage'),
})

const privacy = createRoute({
  ...common,
  path: '/privacy',
  validateSearch: searchOfPrivacy,
  component: lazyRouteComponent(() => import('../privacy/privacy-page.tsx'), 'PrivacyPage'),
})

const account = createRoute({
  ...common,
  path: '/account',
  component: lazyRouteComponent(() => import('../account/account-page.tsx'), 'AccountPage'),
})

const join = createRoute({
  ...common,
  path: '/join',
  component: lazyRouteComponent(() => import('../join/join-page.tsx'), 'JoinPage'),
})

export const ownRoutes = own.addChildren([visits, visit, waiting, family, notices, privacy, account, join])
