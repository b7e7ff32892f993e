export { readOutbox } from './read-outbox.ts'
export { settleOutbox } from './settle-outbox.ts'
