import type { MailKind } from '@polyclinic/control'
import { alreadyRegistered } from './already-registered.ts'
import { confirmEmail } from './confirm-email.ts'
import { confirmRegistration } from './confirm-registration.ts'
import { emailChanged } from './email-changed.ts'
import { erasureBegun } from './erasure-begun.ts'
import { invitation } from './invitation.ts'
import { passwordChanged } from './password-changed.ts'
import { resetPassword } from './reset-password.ts'
import { roleEnded } from './role-ended.ts'
import { roleGiven } from './role-given.ts'
import { secondFactorChanged } from './second-factor-changed.ts'
import { sessionEnded } from './session-ended.ts'
import { signIn } from './sign-in.ts'
import type { Template } from './template.ts'
import { webhookStopped } from './webhook-stopped.ts'

/** One of each kind: a missing one does not compile. */
export const templates: { readonly [K in MailKind]: Template<K> } = {
  'confirm-registration': confirmRegistration,
  'already-registered': alreadyRegistered,
  'sign-in': signIn,
  'reset-password': resetPassword,
  'password-changed': passwordChanged,
  'confirm-email': confirmEmail,
  'email-changed': emailChanged,
  'second-factor-changed': secondFactorChanged,
  'session-ended': sessionEnded,
  invitation,
  'role-given': roleGiven,
  'role-ended': roleEnded,
  'erasure-begun': erasureBegun,
  'webhook-stopped': webhookStopped,
}
