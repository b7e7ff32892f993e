import type { RouteId } from './route-ids.ts'

/**
 * Routes that end what the caller is or has: an account, a session, a password, a role. The matrix asks them last of
 * all, in this order, so that none of them spoils another. A new route of that kind needs its name here.
 */
export const endings: readonly RouteId[] = [
  'removeMember',
  'logOut',
  'logOutEverywhere',
  'removeSecondFactor',
  'changePassword',
  'resetPassword',
  'eraseDependent',
  'removeDependent',
  'eraseOwnPatient',
]
