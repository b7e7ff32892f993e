import { Refusal } from '@polyclinic/contract'
import type { ClinicDirectory, ClinicRoute } from '@polyclinic/control'
import { SealBroken } from '@polyclinic/guard'
import type { Logger } from 'pino'
import { type HostSignal, readHost } from './read-host.ts'

export interface Resolving {
  readonly directory: ClinicDirectory
  /** A clinic's own host is its slug below this. */
  readonly baseHost: string
  readonly log: Logger
}

/**
 * Finds the one clinic that a request names, by path, by host, or by both alike. Looks up only: no connection is leased
 * before a verb has authorised.
 * @throws Refusal clinic-unknown, clinic-mismatch where path and host name two, clinic-unavailable where its credential
 * is not its own
 */
export async function resolveClinic(
  { directory, baseHost, log }: Resolving,
  signals: { slug?: string; host: string },
): Promise<ClinicRoute> {
  try {
    return await findNamed(directory, signals.slug, readHost(signals.host, baseHost))
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    log.error(
      { err: error },
      "a clinic's credential in the registry does not open: was its row restored wrongly?",
    )
    throw new Refusal('clinic-unavailable', { retryAfter: 60 })
  }
}

async function findNamed(
  directory: ClinicDirectory,
  slug: string | undefined,
  host: HostSignal,
): Promise<ClinicRoute> {
  if (slug === undefined) {
    if (!host) throw new Refusal('clinic-unknown', {}, 'Neither the path nor the host names a clinic.')
    return directory.require(host.kind, host.value)
  }
  const byPath = await directory.require('slug', slug)
  const byHost = host && (await findByHost(directory, host))
  if (byHost && byHost.id !== byPath.id) throw new Refusal('clinic-mismatch', {})
  return byPath
}

/**
 * A host that is no clinic's (a proxy's own name, say) says nothing beside a path that names one; while nobody can be
 * asked it says nothing either.
 */
const findByHost = (
  directory: ClinicDirectory,
  host: NonNullable<HostSignal>,
): Promise<ClinicRoute | undefined> => directory.find(host.kind, host.value).catch(() => undefined)
