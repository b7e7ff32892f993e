import type { ReceivedMail } from './mail-store.ts'

/** A mail as a list of the JSON shows it. */
export const mailFacts = ({ id, at, from, to, subject }: ReceivedMail) => ({ id, at, from, to, subject })

export const mailInFull = (mail: ReceivedMail) => ({
  ...mailFacts(mail),
  messageId: mail.messageId,
  text: mail.text,
  html: mail.html,
  attachments: mail.attachments,
})
