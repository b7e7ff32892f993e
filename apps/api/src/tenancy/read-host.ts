import { isIP } from 'node:net'

/** What a host name says about the clinic: the label below our own host, a name of the clinic's own, or nothing. */
export type HostSignal = { kind: 'slug' | 'host'; value: string } | undefined

/** @param host lower case, without port */
export function readHost(host: string, baseHost: string): HostSignal {
  if (host === '' || host === baseHost || host === 'localhost') return undefined
  if (host.startsWith('[') || isIP(host) !== 0) return undefined
  if (!host.endsWith(`.${baseHost}`)) return { kind: 'host', value: host }
  const label = host.slice(0, -baseHost.length - 1)
  // a deeper name is nobody's slug, but may be a clinic's own
  return label.includes('.') ? { kind: 'host', value: host } : { kind: 'slug', value: label }
}
