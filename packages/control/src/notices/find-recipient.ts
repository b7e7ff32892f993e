import type { ControlPlane } from '../control-plane.ts'
import { findGuardianOf } from './recipient-queries.ts'
import { findLivingPatient, findPreference, type RecipientRow } from './recipient-queries.ts'
import { patientPlaces } from '../patients/patient-places.ts'
import type { NoticeChannel } from './notice.ts'

/** Whom a notice about somebody's visit goes to, and how. */
export interface Recipient {
  /** Whose address it is: the patient, or who acts for them */
  readonly patientId: string
  readonly locale: string | undefined
  /** In the order in which they are tried */
  readonly channels: readonly NoticeChannel[]
  readonly reminders: boolean
  readonly addresses: Readonly<Partial<Record<NoticeChannel, string>>>
  /** Whose visit it is, where that is somebody else */
  readonly forName: string | undefined
}

const defaults = { channels: ['email', 'sms'], reminders: true } as const

/**
 * Opens the addresses of a patient; who has none of their own and is acted for is told through their guardian.
 * @returns undefined for whoever is erased or unknown
 */
export async function findRecipient(
  { database, vault }: ControlPlane,
  patientId: string,
): Promise<Recipient | undefined> {
  const row = await findLivingPatient(database, patientId)
  if (!row) return undefined
  const own = addressesOf(row)
  const guardian = hasNone(own) ? await findGuardianOf(database, row.id) : undefined
  const told = guardian ?? row
  const { channels, reminders } = (await findPreference(database, told.id)) ?? defaults
  return {
    patientId: told.id,
    locale: told.locale ?? undefined,
    ...{ channels, reminders },
    addresses: guardian ? addressesOf(guardian) : own,
    forName: guardian
      ? vault.unwrap(row.wrappedKey, row.id).open(row.sealedName, patientPlaces.name)
      : undefined,
  }

  function addressesOf({ id, wrappedKey, sealedEmail, sealedPhone }: RecipientRow): Recipient['addresses'] {
    const seal = vault.unwrap(wrappedKey, id)
    return {
      ...(sealedEmail && { email: seal.open(sealedEmail, patientPlaces.email) }),
      ...(sealedPhone && { sms: seal.open(sealedPhone, patientPlaces.phone) }),
    }
  }
}

const hasNone = (addresses: Recipient['addresses']): boolean => Object.keys(addresses).length === 0
