import type { EdgePorts } from './edge-ports.ts'

type Ports = Pick<EdgePorts<never>, 'trustProxy' | 'publicUrl' | 'baseHost'>

/**
 * The origin that a browser names when a page of ours sends this request to where that page came from; undefined for a
 * host that is neither the public one nor a clinic's below the base host.
 */
export function ownOrigin(request: Request, ports: Ports): string | undefined {
  const asked = URL.parse(request.url)
  const open = URL.parse(ports.publicUrl)
  if (!asked || !open) return undefined
  const own = URL.parse(`${schemeOf(request.headers, ports, open)}//${asked.host}`)
  if (!own) return undefined
  const isOurs = own.host === open.host || isClinicHost(own.hostname, ports.baseHost)
  return isOurs ? own.origin : undefined
}

/** One label below the base host: a clinic's slug. */
const isClinicHost = (host: string, baseHost: string): boolean =>
  host.endsWith(`.${baseHost}`) && !host.slice(0, -baseHost.length - 1).includes('.')

/** What our outermost proxy saw, where there is one; else that of the address people use. */
function schemeOf(headers: Headers, { trustProxy }: Ports, open: URL): string {
  const chain = (headers.get('x-forwarded-proto') ?? '').split(',').map((each) => each.trim().toLowerCase())
  const seen = chain[Math.max(0, chain.length - Number(trustProxy))]
  return Number(trustProxy) > 0 && (seen === 'http' || seen === 'https') ? `${seen}:` : open.protocol
}
