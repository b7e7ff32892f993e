export { listOwnWaitlist } from './list-own-waitlist.ts'
