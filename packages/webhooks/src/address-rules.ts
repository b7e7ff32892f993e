import { isIP } from 'node:net'
import { isLoopbackAddress, isPublicAddress } from './is-public-address.ts'

export interface AddressRules {
  /** @returns what is wrong with an address, in a few words; undefined where nothing is */
  faultOf(url: string): string | undefined
  /** Whether a connection to this IP address may be opened */
  permits(ip: string): boolean
}

/** @param local for development: this machine and plain `http` too, nothing else that is private */
export function addressRules({ local }: { readonly local: boolean }): AddressRules {
  const permits = (ip: string) => isPublicAddress(ip) || (local && isLoopbackAddress(ip))
  return {
    permits,
    faultOf(text) {
      const url = URL.parse(text)
      if (!url) return 'is no address'
      if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) return 'is not https'
      if (url.username !== '' || url.password !== '') return 'has a user name or a password in it'
      if (url.hash !== '') return 'has a fragment'
      if (!isPortGood(url.port, local)) return 'names a port that is neither 443 nor above 1023'
      return isHostGood(url.hostname, local, permits) ? undefined : 'leads to no public host'
    },
  }
}

/** Below 1024 other protocols listen, to which a request may mean something. */
const isPortGood = (port: string, local: boolean): boolean =>
  port === '' || port === '443' || Number(port) >= 1024 || (local && port === '80')

/** @param hostname of a parsed URL: decimal, octal and hexadecimal forms of IPv4 are four numbers there */
function isHostGood(hostname: string, local: boolean, permits: (ip: string) => boolean): boolean {
  const literal = literalOf(hostname)
  if (literal !== undefined) return permits(literal)
  const name = hostname.replace(/\.$/, '')
  if (name === 'localhost' || name.endsWith('.localhost')) return local
  return name.includes('.')
}

/** The IP address where a URL has one in place of a name. */
export function literalOf(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? undefined : bare
}
