export {
  type Answer,
  type BodyOf,
  call,
  callAs,
  callAsNobody,
  callForStream,
  type CallInput,
  callOnLeaving,
  type RouteId,
} from './call.ts'
export { isProblem, NoConnection, ProblemError } from './problem-error.ts'
export { keyOf, useAct, useAsk } from './use-api.ts'
export { type PagedRouteId, usePages } from './use-pages.ts'
export { issuesOf } from './issues-of.ts'
export { currentOf, type RefusedField, refusedFields } from './refused.ts'
