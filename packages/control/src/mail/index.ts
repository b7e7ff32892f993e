export { askForMail } from './ask-for-mail.ts'
export { type MailContents, mailContentsPlace, type MailFacts, type MailKind } from './mail.ts'
