export { listVisitTypes } from './list-visit-types.ts'
