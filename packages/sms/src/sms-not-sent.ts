/** A short message that the gateway did not take, for good or for now. */
export class SmsNotSent extends Error {
  override readonly name = 'SmsNotSent'
  readonly code = 'sms-not-sent'
  readonly facts: { readonly reason: string; readonly lasts: 'for-good' | 'for-now' }

  constructor(facts: { reason: string; lasts: 'for-good' | 'for-now' }) {
    super('The gateway did not take it.')
    this.facts = facts
  }
}
