import { lookup, Resolver } from 'node:dns/promises'

/** Finds the IP addresses of a name. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>

/** No name server, or none with an answer */
export class NotResolved extends Error {
  override readonly name = 'NotResolved'
  readonly code = 'not-resolved'
}

/**
 * Asks the name servers directly: the system's own look-up fills a thread of this process for as long as a name server
 * takes, and everything else that looks up a name would wait behind it.
 */
export function nameServers(): ResolveHost {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  return async (hostname) => {
    const found = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
    return found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  }
}

/** As this machine knows names, `localhost` too. */
export const thisMachine: ResolveHost = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address)
