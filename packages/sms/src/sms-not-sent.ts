/**
 * A short message that the gateway did not take. It says why by a code only: a gateway's own words name the number.
 * `for-good`: this message to this number will never be taken. `for-now`: it may be taken later.
 */
export class SmsNotSent extends Error {
  override readonly name = 'SmsNotSent'
  readonly code = 'sms-not-sent'
  readonly facts: { readonly reason: string; readonly lasts: 'for-good' | 'for-now' }

  constructor(facts: { reason: string; lasts: 'for-good' | 'for-now' }) {
    super(
      `The gateway did not take it, ${facts.lasts === 'for-good' ? 'for good' : 'for now'} (${facts.reason}).`,
    )
    this.facts = facts
  }
}

/**
 * What is said of this number or this message and stays so: no such number (21211, 21214, 21217, 21614), not a mobile
 * (21612), a country we may not send to (21408), they have said STOP (21610), nothing or too much in it (21602, 21617).
 */
const aboutTheMessage = new Set([21211, 21214, 21217, 21408, 21602, 21604, 21610, 21612, 21614, 21617])

/** Whatever else is refused is about us (a wrong token, no money, too fast) and may be put right. */
export const refusedWith = (status: number, code: number | undefined): SmsNotSent =>
  new SmsNotSent({
    reason: String(code ?? status),
    lasts:
      status >= 400 && status < 500 && code !== undefined && aboutTheMessage.has(code)
        ? 'for-good'
        : 'for-now',
  })
