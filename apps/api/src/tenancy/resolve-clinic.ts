import { Refusal } from '@polyclinic/contract'
import type { ClinicDirectory, ClinicRoute } from '@polyclinic/control'
import { type HostSignal, readHost } from './read-host.ts'

/**
 * Finds the one clinic that a request names, by path, by host, or by both alike. Looks up only: no connection is leased
 * before a verb has authorised.
 * @throws Refusal clinic-unknown, or clinic-mismatch where path and host name two
 */
export async function resolveClinic(
  directory: ClinicDirectory,
  baseHost: string,
  signals: { slug?: string; host: string },
): Promise<ClinicRoute> {
  const host = readHost(signals.host, baseHost)
  if (signals.slug === undefined) {
    if (!host) throw new Refusal('clinic-unknown', {}, 'Neither the path nor the host names a clinic.')
    return directory.require(host.kind, host.value)
  }
  const byPath = await directory.require('slug', signals.slug)
  const byHost = host && (await findByHost(directory, host))
  if (byHost && byHost.id !== byPath.id) throw new Refusal('clinic-mismatch', {})
  return byPath
}

/** A host that is no clinic's (a proxy's own name, say) says nothing; while nobody can be asked it says nothing either. */
async function findByHost(
  directory: ClinicDirectory,
  host: NonNullable<HostSignal>,
): Promise<ClinicRoute | undefined> {
  if (host.kind === 'slug') return directory.require('slug', host.value)
  return directory.find('host', host.value).catch(() => undefined)
}
