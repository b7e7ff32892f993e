import { personalKeyPlace } from '@polyclinic/guard'
import type { VersionedColumn } from '@polyclinic/postgres'
import { signingKeyPlace } from '../identity/index.ts'
import { argumentsPlace } from '../provisioning/index.ts'
import { credentialPlace } from '../routing/index.ts'

/** A column whose values are wrapped with the key-encryption key. */
export interface WrappedColumn extends VersionedColumn {
  /** What the value of that row is bound to */
  place(bound: string): string
}

const personalKey = (table: string, key = 'id'): WrappedColumn => ({
  ...{ table, column: 'wrapped_key', key, keyType: 'uuid', bound: key },
  place: personalKeyPlace,
})

/**
 * Every column of the control plane that the key-encryption key wraps: what rotation brings up, and what a version must
 * be gone from before it can be retired. A test holds this list and the next one against the catalogue.
 */
export const wrappedColumns: readonly WrappedColumn[] = [
  personalKey('patient_key', 'patient_id'),
  personalKey('account'),
  personalKey('mail'),
  personalKey('pending_registration'),
  personalKey('email_request'),
  personalKey('invitation'),
  {
    ...{ table: 'signing_key', column: 'sealed_private_jwk', key: 'kid', keyType: 'text', bound: 'kid' },
    place: signingKeyPlace,
  },
  {
    ...{ table: 'clinic', column: 'credential', key: 'id', keyType: 'uuid', bound: 'id' },
    place: credentialPlace,
  },
  {
    ...{ table: 'clinic_operation', column: 'arguments', key: 'id', keyType: 'uuid', bound: 'clinic_id' },
    place: argumentsPlace,
  },
]

/** Under the key of the person whose row it is: rotation leaves them alone, and they are lost with that key. */
export const personalColumns: readonly string[] = [
  'patient.sealed_name',
  'patient.sealed_email',
  'patient.sealed_phone',
  'patient.sealed_birth_date',
  'account.sealed_email',
  'mail.sealed_contents',
  'notice.sealed_words',
  'pending_registration.sealed_form',
  'email_request.sealed_email',
  'email_proof.sealed_email',
  'invitation.sealed_email',
  'second_factor.sealed_secret',
  'second_factor.sealed_offer',
  'session.sealed_device',
]
