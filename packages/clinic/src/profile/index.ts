export { confirmIdentity, ForeignDatabase } from './confirm-identity.ts'
export { editPolicy } from './edit-policy.ts'
export { findIdentity } from './identify-queries.ts'
export { showPolicy } from './show-policy.ts'
