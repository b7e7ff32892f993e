import { timingSafeEqual } from 'node:crypto'
import type { Vault } from '@polyclinic/guard'

const macBytes = 16

/**
 * Two links that end a patient's reminders and do nothing else: `page` for people, and `post` for mail programs, which
 * send a POST to it (RFC 8058) and can send no fragment. They do not end: an old mail's link must still work.
 */
export function unsubscribeLink(
  vault: Vault,
  publicUrl: string,
  patientId: string,
): { readonly page: string; readonly post: string } {
  const id = Buffer.from(patientId.replaceAll('-', ''), 'hex')
  const token = Buffer.concat([id, macOf(vault, id)]).toString('base64url')
  const base = publicUrl.replace(/\/+$/, '')
  return { page: `${base}/manage#unsubscribe.${token}`, post: `${base}/v1/unsubscribe?token=${token}` }
}

/** Whose reminders a token ends; undefined for one that is none. */
export function readUnsubscribeToken(vault: Vault, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 16 + macBytes || bytes.toString('base64url') !== token) return undefined
  const id = bytes.subarray(0, 16)
  if (!timingSafeEqual(bytes.subarray(16), macOf(vault, id))) return undefined
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const macOf = (vault: Vault, id: Buffer): Buffer =>
  vault.keyedHash('unsubscribe', id.toString('hex')).subarray(0, macBytes)
