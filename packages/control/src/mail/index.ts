export { askForMail } from './ask-for-mail.ts'
export { type MailContents, mailContentsPlace, type MailFacts, type MailKind } from './mail.ts'
export { type OpenedMail, openMail, type SealedMail } from './open-mail.ts'
