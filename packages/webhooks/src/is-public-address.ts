import ipaddr from 'ipaddr.js'

/**
 * Whether an address belongs to a machine of the public internet: not to this one, to a private network, to a cloud's
 * metadata service, to many at once, and not to one of those in the clothes of IPv6 (mapped, 6to4, Teredo, NAT64).
 * @param address an IPv4 or IPv6 address as a resolver or a parsed URL writes it
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parse(address)
  if (!parsed || parsed.range() !== 'unicast') return false
  // of IPv6 only 2000::/3 is given out: what is unicast by name alone is somebody's trick
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast)
}

export const isLoopbackAddress = (address: string): boolean => parse(address)?.range() === 'loopback'

const globalUnicast = ipaddr.parseCIDR('2000::/3')

function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // four decimal numbers or IPv6 without a zone: every other form of writing is refused, not understood
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address)
  if (address.includes('%') || !ipaddr.IPv6.isValid(address)) return undefined
  const six = ipaddr.IPv6.parse(address)
  return six.isIPv4MappedAddress() ? six.toIPv4Address() : six
}
