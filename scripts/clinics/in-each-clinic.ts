import { type Clinic, ClinicOpener } from '@polyclinic/clinic'
import type { ClinicState } from '@polyclinic/contract'
import { ClinicDirectory, listRegisteredClinics } from '@polyclinic/control'
import { PoolFleet } from '@polyclinic/postgres'
import { explain } from '../installation/explain.ts'
import { type CommandContext, commandLine } from './command-context.ts'
import { inParallel } from './in-parallel.ts'
import { showProgress } from './progress.ts'

export type InClinic<T> = { clinic: string } & (T | { error: string })

/**
 * Does the work in each of these clinics, with the rights of the clinics' own roles; one that fails does not stop the
 * others.
 * @param slugs all clinics in these states when empty
 * @param states active unless told
 * @param done for the progress: "brought up"
 */
export async function inEachClinic<T extends object>(
  context: CommandContext,
  {
    slugs: named,
    states = ['active'],
    concurrency,
    done,
  }: { slugs: readonly string[]; states?: readonly ClinicState[]; concurrency: number; done: string },
  work: (clinic: Clinic) => Promise<T>,
): Promise<{ results: InClinic<T>[]; left: number }> {
  const { provisioner } = context.installation
  const slugs = named.length > 0 ? named : await slugsIn(context, states)
  const directory = new ClinicDirectory(provisioner)
  const fleet = new PoolFleet({
    seatsPerServer: concurrency * 2,
    seatsPerDatabase: 1,
    applicationName: 'polyclinic-clinics',
    waitMilliseconds: 10_000,
    // a year of a large clinic takes longer than a request may, and a busy server is no reason to fail
    timeouts: {
      connectMilliseconds: 10_000,
      statementMilliseconds: 120_000,
      queryMilliseconds: 121_000,
      lockMilliseconds: 30_000,
    },
  })
  const clinics = new ClinicOpener(fleet, provisioner.vault)
  const results: InClinic<T>[] = []
  const progress = showProgress(slugs.length, done)
  try {
    await inParallel(slugs, concurrency, context.interrupted, async (slug) => {
      results.push({ clinic: slug, ...(await attempt(directory, clinics, { slug, states }, work)) })
      progress.step()
    })
  } finally {
    progress.end()
    await fleet.close()
    await clinics.close()
  }
  return { results, left: slugs.length - results.length }
}

async function attempt<T extends object>(
  directory: ClinicDirectory,
  clinics: ClinicOpener,
  { slug, states }: { slug: string; states: readonly ClinicState[] },
  work: (clinic: Clinic) => Promise<T>,
): Promise<T | { error: string }> {
  try {
    const route = await directory.find('slug', slug)
    // an archived clinic is as good as absent, but for who asks for it
    const wanted = route && states.includes(route.state) ? route : await directory.require('slug', slug)
    return await work(clinics.open(wanted))
  } catch (error) {
    return { error: explain(error) }
  }
}

async function slugsIn({ installation }: CommandContext, states: readonly ClinicState[]): Promise<string[]> {
  const slugs: string[] = []
  for (const state of states) {
    let cursor: string | undefined
    do {
      const page = await listRegisteredClinics(installation.provisioner, commandLine, {
        state,
        limit: 500,
        cursor,
      })
      slugs.push(...page.items.map(({ slug }) => slug))
      cursor = page.next
    } while (cursor)
  }
  return slugs
}
