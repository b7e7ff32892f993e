export { type OutboxPage, readOutbox, type UnreadableEvent } from './read-outbox.ts'
export { settleOutbox } from './settle-outbox.ts'
