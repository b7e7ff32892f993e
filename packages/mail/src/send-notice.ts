import { writeCalendar } from './calendar/index.ts'
import { handOver } from './hand-over.ts'
import { MailNotSent } from './mail-not-sent.ts'
import type { NoticeCalendar } from './notices/calendar-of.ts'
import type { WrittenNotice } from './notices/write-notice.ts'
import type { Mailer } from './open-mailer.ts'
import { isAddress, type Sender } from './sender.ts'

/**
 * Hands a written notice to the mail server, its calendar both as a part that mail programs understand and as a file
 * that people can open.
 * @throws MailNotSent
 */
export async function sendNotice(
  mailer: Mailer,
  notice: {
    readonly to: string
    /** Of `messageIdOf`, the same for each repetition */
    readonly messageId: string
    readonly written: Omit<WrittenNotice, 'sms'>
    readonly headers?: Readonly<Record<string, string>> | undefined
  },
): Promise<void> {
  const { to, messageId, headers, written } = notice
  // it would stand in the calendar's file before anybody else looks at it
  if (!isAddress(to)) throw new MailNotSent({ reason: 'no-address', lasts: 'for-good' })
  const { subject, text, html, calendar } = written
  const parts = calendar && calendarParts(calendar, mailer.from, to)
  await handOver(mailer, { to, messageId, headers, subject, text, html, ...parts })
}

/**
 * What lets a mail program offer an end of such mails by one press (RFC 8058); the link takes a POST.
 */
export const unsubscribeHeaders = (link: string): Record<string, string> => ({
  'List-Unsubscribe': `<${link}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

function calendarParts({ method, events, filename }: NoticeCalendar, organizer: Sender, attendee: string) {
  // several events are not a request of one kind (RFC 5546): they are published, to nobody by name
  const named = events.length === 1 ? attendee : undefined
  const content = writeCalendar(events, { method, now: new Date(), organizer, attendee: named })
  const contentType = `text/calendar; charset=utf-8; method=${method}`
  return {
    alternatives: [{ contentType, content }],
    attachments: [{ filename, contentType: 'application/ics', content }],
  }
}
