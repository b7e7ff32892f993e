import type { Vault } from '@polyclinic/guard'
import { type MailContents, mailContentsPlace, type MailKind } from './mail.ts'

export interface SealedMail {
  readonly id: string
  readonly kind: MailKind
  readonly wrappedKey: Buffer
  readonly sealedContents: Buffer
}

/** A mail with what it tells; its kind says which facts it has. */
export type OpenedMail = {
  readonly [K in MailKind]: { readonly id: string; readonly kind: K } & MailContents<K>
}[MailKind]

/** @throws SealBroken where it was sealed under another ring */
export function openMail(vault: Vault, { id, kind, wrappedKey, sealedContents }: SealedMail): OpenedMail {
  const contents = vault.unwrap(wrappedKey, id).open(sealedContents, mailContentsPlace)
  return { id, kind, ...JSON.parse(contents) }
}
