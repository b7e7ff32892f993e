import type { EdgePorts } from '../edge-ports.ts'
import type { Exchange, Reply } from '../exchange.ts'

/**
 * A clinic's own host leads to that clinic's page at the main address: people sign in there, and a cookie that is bound
 * to its host would not be found on another. Undefined for a request of the main host.
 */
export function handOver(
  { host, path }: Exchange,
  { publicUrl, baseHost }: Pick<EdgePorts<never>, 'publicUrl' | 'baseHost'>,
): Reply | undefined {
  if (!host.endsWith(`.${baseHost}`) || host === URL.parse(publicUrl)?.hostname) return undefined
  const slug = host.slice(0, -baseHost.length - 1)
  const place = path === '/' ? `/c/${slug}` : path
  return {
    status: 302,
    headers: { location: new URL(place, publicUrl).href, 'cache-control': 'no-store' },
    body: null,
  }
}
