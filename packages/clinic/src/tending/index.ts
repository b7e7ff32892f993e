export { type Tended, tendClinic } from './tend-clinic.ts'
export { forgetOldRequests } from './tend-queries.ts'
