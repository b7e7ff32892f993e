import { randomUUID } from 'node:crypto'
import type { Vault } from '@polyclinic/guard'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import type { NewSigningKey, SigningKeyRow } from './signing-key-queries.ts'

export const signingAlgorithm = 'EdDSA'

/** A fresh pair; its private half leaves this process sealed only. */
export async function makeSigningKey(vault: Vault): Promise<NewSigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true })
  const kid = randomUUID()
  const text = JSON.stringify(await exportJWK(privateKey))
  return {
    kid,
    algorithm: signingAlgorithm,
    publicJwk: await exportJWK(publicKey),
    sealedPrivateJwk: vault.sealSecret(text, signingKeyPlace(kid)),
  }
}

export const openPrivateJwk = (vault: Vault, { kid, sealedPrivateJwk }: SigningKeyRow): JWK =>
  JSON.parse(vault.openSecret(sealedPrivateJwk, signingKeyPlace(kid)))

/** What a signing key's sealed half is bound to. */
export const signingKeyPlace = (kid: string): string => `signing_key.private:${kid}`
