import { createHash, randomBytes } from 'node:crypto'
import type { Vault } from '@polyclinic/guard'

export const newRefreshToken = (): string => randomBytes(32).toString('base64url')

/** The token has 256 random bits: a plain hash tells nothing of it. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Always the same for one token, so that a lost reply can be given again though it is stored nowhere. */
export const successorOf = (token: string, vault: Vault): string => vault.derivedPassword(`refresh:${token}`)
