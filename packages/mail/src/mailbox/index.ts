export type { ReceivedMail } from './mail-store.ts'
export { type Mailbox, MailboxRefused, openMailbox } from './open-mailbox.ts'
export { type Mood, type MoodyServer, openMoodyServer } from './open-moody-server.ts'
