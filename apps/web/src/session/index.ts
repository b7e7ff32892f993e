export {
  currentToken,
  enter,
  forget,
  learn,
  leave,
  openSession,
  readSession,
  renew,
  watchSession,
} from './session.ts'
export type { Session } from './session.ts'
export { useMe, useSession } from './use-session.ts'
