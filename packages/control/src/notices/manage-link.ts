import { timingSafeEqual } from 'node:crypto'
import type { Vault } from '@polyclinic/guard'

/** What a link of a notice stands for: one patient's one appointment at one clinic. */
export interface ManagedVisit {
  readonly clinicId: string
  readonly appointmentId: string
  readonly patientId: string
}

/** So many days after the visit its link ends: until then somebody may look up where they were. */
const daysAfter = 3
const macBytes = 16

/**
 * A link to one appointment, for whoever receives the notice; no account is needed. It stands in the fragment, which no
 * browser sends and no log keeps. Nothing of it is stored: it is signed with a key that the vault derives.
 */
export function manageLink(
  vault: Vault,
  publicUrl: string,
  visit: ManagedVisit & { readonly clinicSlug: string; readonly endsAt: string },
): string {
  const token = manageToken(vault, visit, Date.parse(visit.endsAt) + daysAfter * 86_400_000)
  return `${publicUrl.replace(/\/+$/, '')}/manage#${visit.clinicSlug}.${token}`
}

/** @param expiresAt in milliseconds */
export function manageToken(vault: Vault, { clinicId, ...visit }: ManagedVisit, expiresAt: number): string {
  const seconds = Buffer.alloc(4)
  seconds.writeUInt32BE(Math.min(Math.floor(expiresAt / 1000), 0xffff_ffff))
  const said = Buffer.concat([bytesOf(visit.appointmentId), bytesOf(visit.patientId), seconds])
  return Buffer.concat([said, macOf(vault, clinicId, said)]).toString('base64url')
}

/**
 * What a token stands for at that clinic; undefined for one that is made up, changed, another clinic's or too old: nobody
 * is told which.
 * @param now in milliseconds
 */
export function readManageToken(
  vault: Vault,
  clinicId: string,
  token: string,
  now: number,
): ManagedVisit | undefined {
  const bytes = Buffer.from(token, 'base64url')
  // one token is one text: others that decode to the same bytes are none
  if (bytes.length !== 36 + macBytes || bytes.toString('base64url') !== token) return undefined
  const said = bytes.subarray(0, 36)
  if (!timingSafeEqual(bytes.subarray(36), macOf(vault, clinicId, said))) return undefined
  if (said.readUInt32BE(32) * 1000 < now) return undefined
  return { clinicId, appointmentId: uuidOf(said.subarray(0, 16)), patientId: uuidOf(said.subarray(16, 32)) }
}

const macOf = (vault: Vault, clinicId: string, said: Buffer): Buffer =>
  vault.keyedHash(`manage-link:${clinicId}`, said.toString('hex')).subarray(0, macBytes)

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
