import { randomUUID } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { ControlPlane } from '../control-plane.ts'
import { answeredWithin } from '../routing/index.ts'
import { findSigningKeys, insertFirstKey, type SigningKeyRow } from './signing-key-queries.ts'

const algorithm = 'EdDSA'
const believedMilliseconds = 60_000
/** How long a known set waits for a newer one, and how often at most it asks. */
const patienceMilliseconds = 1_000

interface KeySet {
  readonly current: { readonly kid: string; readonly privateKey: CryptoKey }
  readonly verifying: ReadonlyMap<string, CryptoKey>
  readonly jwks: { readonly keys: readonly JWK[] }
}

/** The keys that sign and verify tokens, kept for a minute; a known set goes on serving while the control plane is down. */
export class SigningKeys {
  readonly #control: ControlPlane
  #known: { readonly set: KeySet; readonly until: number } | undefined
  #askedAt = 0
  #loading: Promise<KeySet> | undefined

  constructor(control: ControlPlane) {
    this.#control = control
  }

  async current(): Promise<KeySet['current']> {
    return (await this.#keys()).current
  }

  /** @param kid an unknown one is looked for once more, since another process may have rotated */
  async verifying(kid: string): Promise<CryptoKey | undefined> {
    const known = (await this.#keys()).verifying.get(kid)
    if (known || !this.#known || Date.now() - this.#askedAt < patienceMilliseconds) return known
    this.#known = { set: this.#known.set, until: 0 }
    return (await this.#keys()).verifying.get(kid)
  }

  async jwks(): Promise<KeySet['jwks']> {
    return (await this.#keys()).jwks
  }

  async #keys(): Promise<KeySet> {
    const known = this.#known
    if (known && Date.now() < known.until) return known.set
    if (!known) return this.#loadOnce()
    try {
      return await answeredWithin(patienceMilliseconds, this.#loadOnce())
    } catch {
      this.#known = { set: known.set, until: Date.now() + patienceMilliseconds }
      return known.set
    }
  }

  #loadOnce(): Promise<KeySet> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  async #load(): Promise<KeySet> {
    this.#askedAt = Date.now()
    let rows = await findSigningKeys(this.#control.database)
    if (!rows.some(({ state }) => state === 'current')) {
      await this.#makeFirst()
      rows = await findSigningKeys(this.#control.database)
    }
    const current = rows.find(({ state }) => state === 'current')
    if (!current) throw new Error('there is no current signing key')
    const verifying = await Promise.all(
      rows.map(async (row) => [row.kid, await keyOf(row.publicJwk)] as const),
    )
    const set: KeySet = {
      current: { kid: current.kid, privateKey: await keyOf(this.#openPrivate(current)) },
      verifying: new Map(verifying),
      jwks: { keys: rows.map((row) => ({ ...row.publicJwk, kid: row.kid, alg: row.algorithm, use: 'sig' })) },
    }
    this.#known = { set, until: Date.now() + believedMilliseconds }
    return set
  }

  async #makeFirst(): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
    const kid = randomUUID()
    await insertFirstKey(this.#control.database, {
      kid,
      algorithm,
      publicJwk: await exportJWK(publicKey),
      sealedPrivateJwk: this.#control.vault.sealSecret(
        JSON.stringify(await exportJWK(privateKey)),
        signingKeyPlace(kid),
      ),
    })
  }

  #openPrivate(row: SigningKeyRow): JWK {
    return JSON.parse(this.#control.vault.openSecret(row.sealedPrivateJwk, signingKeyPlace(row.kid)))
  }
}

/** What a signing key's sealed half is bound to. */
export const signingKeyPlace = (kid: string): string => `signing_key.private:${kid}`
const keyOf = async (jwk: JWK): Promise<CryptoKey> => (await importJWK(jwk, algorithm)) as CryptoKey
