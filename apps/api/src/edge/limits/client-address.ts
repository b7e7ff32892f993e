import { isIP, isIPv6 } from 'node:net'

/**
 * Gives the address of who asks. Each proxy of ours appends the address it saw to `X-Forwarded-For`; so with n of them
 * the n-th entry from the right was written by our outermost proxy, and what stands left of it by anybody.
 * @param trustProxy number of proxies of ours in front; `true` is one, `false` none
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | null,
  trustProxy: boolean | number,
): string {
  const proxies = Number(trustProxy)
  const direct = plainAddress(socketAddress ?? '') ?? 'unknown'
  if (proxies === 0 || forwardedFor === null) return direct
  const chain = forwardedFor.split(',')
  return plainAddress(chain[Math.max(0, chain.length - proxies)] ?? '') ?? direct
}

/**
 * Gives what a limit counts by: an IPv4 address, or the /64 of an IPv6 address, since one customer has all of a /64 and
 * could count as 2⁶⁴ strangers.
 */
export function addressBlock(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after]
  const prefix = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${prefix.join(':')}::/64`
}

/** Without port, zone, brackets and the IPv4-in-IPv6 form; undefined for what is no address. */
function plainAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '')
  return isIP(bare) === 0 ? undefined : bare
}
