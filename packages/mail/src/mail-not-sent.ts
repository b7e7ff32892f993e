/**
 * A mail that the server did not take. It says why by a code only: a server's own words may name the recipient.
 * `for-good`: this mail to this recipient will never be taken. `for-now`: it may be taken later.
 */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent'
  readonly code = 'mail-not-sent'
  readonly facts: { readonly reason: string; readonly lasts: 'for-good' | 'for-now' }

  constructor(facts: { reason: string; lasts: 'for-good' | 'for-now' }) {
    super(
      `The mail server did not take it, ${facts.lasts === 'for-good' ? 'for good' : 'for now'} (${facts.reason}).`,
    )
    this.facts = facts
  }
}

/** What nodemailer says of a failure; its message is left where it is. */
interface SmtpFailure {
  readonly code?: unknown
  readonly responseCode?: unknown
  readonly command?: unknown
}

// the server wants to know us better: our setting is wrong, not the mail
const aboutUs = new Set([530, 534, 535, 538])

export function mailNotSent(error: unknown): MailNotSent {
  const { code, responseCode, command } = error as SmtpFailure
  const reason = typeof responseCode === 'number' ? String(responseCode) : plainCode(code)
  return new MailNotSent({ reason, lasts: isForGood(code, responseCode, command) ? 'for-good' : 'for-now' })
}

function isForGood(code: unknown, responseCode: unknown, command: unknown): boolean {
  if (typeof responseCode === 'number') {
    const aboutTheMail = command === 'RCPT TO' || command === 'DATA'
    return aboutTheMail && responseCode >= 500 && responseCode < 600 && !aboutUs.has(responseCode)
  }
  // refused before anything was asked: no recipient, or larger than the server ever takes
  return code === 'EENVELOPE' || code === 'EMESSAGE'
}

const plainCode = (code: unknown): string =>
  typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,31}$/.test(code) ? code : 'unknown'
