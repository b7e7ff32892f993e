export { entityDrift, type EntityDriftOptions } from './entity-drift.ts'
export { type Entities, SharedOrm } from './shared-orm.ts'
