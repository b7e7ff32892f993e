import { callbackify } from 'node:util'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { MailStore, ReceivedMail } from './mail-store.ts'

export const largestMail = 5_000_000

/** A mail server that takes every mail to anybody and gives it to nobody but the store. */
export function receiveMails(store: MailStore): SMTPServer {
  return new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    maxClients: 50,
    size: largestMail,
    rejectOversized: true,
    onData: callbackify((stream: SMTPServerDataStream, session: SMTPServerSession) =>
      keep(store, stream, session),
    ),
  }).on('error', () => {}) // of a single connection that ended badly
}

async function keep(
  store: MailStore,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk)
  if (stream.sizeExceeded) return
  const { mailFrom, rcptTo } = session.envelope
  const source = Buffer.concat(chunks)
  store.add({
    at: new Date(),
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    source,
    ...(await read(source)),
  })
}

type Readable = Pick<ReceivedMail, 'subject' | 'messageId' | 'text' | 'html' | 'attachments'>

async function read(source: Buffer): Promise<Readable> {
  const parsed = await parseMail(source).catch(() => undefined)
  return {
    subject: parsed?.subject ?? '',
    messageId: parsed?.messageId,
    text: parsed?.text ?? (parsed ? '' : 'This mail cannot be read; its source can be downloaded.'),
    html: parsed?.html || undefined,
    attachments: (parsed?.attachments ?? []).map(({ filename, contentType, size }) => ({
      name: filename ?? contentType,
      type: contentType,
      bytes: size,
    })),
  }
}

export const parseMail = (source: Buffer): Promise<ParsedMail> =>
  simpleParser(source, { skipTextToHtml: true, maxHtmlLengthToParse: 1_000_000, checksumAlgo: false })
