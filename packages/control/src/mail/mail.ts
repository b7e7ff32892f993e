/** What a mail tells, by its kind; every value is text. A template of each stands in `packages/mail`. */
export interface MailFacts {
  /** Proves an address: `link` leads to the page, `code` may be typed instead. */
  'confirm-registration': { name: string; link: string; code: string }
  /** Somebody registered with an address that has an account */
  'already-registered': { link: string }
  'sign-in': { link: string; code: string }
  'reset-password': { link: string }
  'password-changed': Record<never, never>
  /** To the new address */
  'confirm-email': { link: string; code: string }
  /** To the old address */
  'email-changed': Record<never, never>
  'second-factor-changed': { change: 'added' | 'removed' | 'recovery-code-used' }
  /** A refresh token was used twice: somebody else may have it */
  'session-ended': Record<never, never>
  invitation: { clinic: string; role: 'clinic_admin' | 'staff' | 'doctor'; link: string }
  'role-given': { clinic: string; role: 'clinic_admin' | 'staff' | 'doctor' }
  'role-ended': { clinic: string; role: 'clinic_admin' | 'staff' | 'doctor' }
  'erasure-begun': { link: string }
  /** Events of the clinic are not sent to that host any more */
  'webhook-stopped': { clinic: string; host: string; why: 'gone' | 'failing' }
}
export type MailKind = keyof MailFacts

export interface MailContents<K extends MailKind = MailKind> {
  readonly to: string
  /** BCP 47; English where it is absent or not among ours */
  readonly locale: string | undefined
  readonly facts: MailFacts[K]
}

/** Where a mail's contents stand; the seal is bound to it. */
export const mailContentsPlace = 'mail.contents'
