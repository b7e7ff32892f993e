import { hash, verify } from '@node-rs/argon2'

/** Argon2id at the OWASP minimum of 19 MiB, 2 passes, 1 lane: about 30 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

/** @param stored undefined for an unknown account: the work is done all the same, so that the time tells nothing */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await decoy()), password.normalize('NFKC'))
  return matches && stored !== undefined
}

let made: Promise<string> | undefined
const decoy = (): Promise<string> => (made ??= hashPassword('nobody has this password'))
