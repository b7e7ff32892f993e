export {
  type Answer,
  type BodyOf,
  call,
  callAs,
  callAsNobody,
  callForStream,
  type CallInput,
  type RouteId,
} from './call.ts'
export { isProblem, NoConnection, ProblemError } from './problem-error.ts'
export { keyOf, useAct, useAsk } from './use-api.ts'
