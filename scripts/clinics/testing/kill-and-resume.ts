import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Provisioner, showRegisteredClinic } from '@polyclinic/control'
import { commandLine } from '../command-context.ts'
import { stateInWords } from '../list-command.ts'
import { type CutMoment, openCuttingProxy } from './cutting-proxy.ts'
import { ask, type FleetFacts, fleetFacts, insideFacts } from './fleet-facts.ts'
import type { PrivateServer } from './private-server.ts'
import { runClinics, startClinics } from './run-clinics.ts'

export interface KillCase {
  readonly slug: string
  /** The statement at which the process was killed; undefined where it had ended before there were so many. */
  readonly statement: string | undefined
  /** What `clinics list` showed of the clinic after the kill, and after the same command was given again. */
  readonly listed: { readonly killed: string; readonly resumed: string }
  /** What the server's catalogue held of it: `database` and `role`, as far as they were there. */
  readonly catalogue: { readonly killed: string; readonly resumed: string }
  /** What the resumed command said. */
  readonly said: string
  /** What is wrong in the end; empty is right. */
  readonly faults: readonly string[]
}

/** Declares one clinic more of the family practice; gives the file. */
export function writeManifest(folder: string, slug: string, over: Record<string, unknown> = {}): string {
  const file = join(folder, `${slug}.json`)
  const manifest = { slug, name: `Clinic ${slug}`, timeZone: 'Europe/Berlin', country: 'DE' }
  writeFileSync(file, JSON.stringify({ ...manifest, template: 'family-practice', ...over }))
  return file
}

/**
 * Kills a process that onboards a clinic at one of its statements, gives the same command again, and looks.
 * @param looking to look with: what `clinics list` shows, without a process for each look
 */
export async function killAndResume(
  server: PrivateServer,
  looking: Provisioner,
  slug: string,
  cut: { from: RegExp; at: number; moment: CutMoment },
): Promise<KillCase> {
  const file = writeManifest(server.data, slug)
  const statement = await killAt(server, file, cut)
  const killed = await lookAt(server, looking, slug)
  const { code, stdout, stderr } = await runClinics(['onboard', file], server.environment)
  const resumed = await lookAt(server, looking, slug)
  const faults = [
    ...(code === 0 ? [] : [`the second run ended with ${code}: ${stdout}${stderr}`]),
    ...(await faultsOf(server, slug)),
  ]
  return {
    slug,
    statement,
    listed: { killed: killed.listed, resumed: resumed.listed },
    catalogue: { killed: killed.catalogue, resumed: resumed.catalogue },
    said: stdout.trim(),
    faults,
  }
}

async function killAt(
  server: PrivateServer,
  file: string,
  cut: { from: RegExp; at: number; moment: CutMoment },
): Promise<string | undefined> {
  let kill = () => {}
  await using proxy = await openCuttingProxy(server.adminUrl, { ...cut, onCut: () => kill() })
  const running = startClinics(['onboard', file], { ...server.environment, DATABASE_URL: proxy.url })
  kill = () => void running.child.kill('SIGKILL')
  const { code } = await running.ended
  return code === undefined ? proxy.statements.at(-1) : undefined
}

async function lookAt(
  server: PrivateServer,
  looking: Provisioner,
  slug: string,
): Promise<{ listed: string; catalogue: string }> {
  const { databases, roles, clinics, astray } = await fleetFacts(server.adminUrl)
  const clinic = clinics.find((each) => each.slug === slug)
  const listed = clinic && stateInWords(await showRegisteredClinic(looking, commandLine, slug))
  const owned = clinics.flatMap(({ databaseName, roleName }) => [databaseName, roleName])
  const there = [
    clinic && databases.includes(clinic.databaseName) && 'database',
    clinic && roles.includes(clinic.roleName) && 'role',
    astray.some((name) => !owned.includes(name)) && 'something of nobody',
  ]
  return { listed: listed ?? 'not there', catalogue: there.filter(Boolean).join(' and ') || 'nothing' }
}

/** What is not as it should be for an onboarded clinic on a server without orphans. */
export async function faultsOf(
  server: { adminUrl: string },
  slug: string,
  facts?: FleetFacts,
): Promise<string[]> {
  const { clinics, unfinished, astray, databases, roles } = facts ?? (await fleetFacts(server.adminUrl))
  const clinic = clinics.find((each) => each.slug === slug)
  if (!clinic) return ['the clinic is not in the registry']
  const faults = [
    clinic.state === 'active' ? '' : `the clinic is ${clinic.state}`,
    unfinished.length === 0 ? '' : `unfinished: ${unfinished.join(', ')}`,
    astray.length === 0 ? '' : `astray: ${astray.join(', ')}`,
    databases.length === clinics.length ? '' : `${databases.length} databases of ${clinics.length} clinics`,
    roles.length === clinics.length ? '' : `${roles.length} roles of ${clinics.length} clinics`,
  ].filter(Boolean)
  if (faults.length > 0) return faults
  const inside = await insideFacts(server.adminUrl, clinic.databaseName)
  return [
    inside.profiles.join() === clinic.id ? '' : `the profile names ${inside.profiles.join()}`,
    inside.ledger === clinic.schemaVersion ? '' : `ledger ${inside.ledger}, registry ${clinic.schemaVersion}`,
    inside.slots > 0 && inside.doubled === 0 ? '' : `${inside.slots} slots, ${inside.doubled} doubled`,
    inside.doctors > 0 ? '' : 'no doctors',
  ].filter(Boolean)
}

/** Takes the migrated template away, so that the next onboarding makes it again. */
export async function dropTemplates(adminUrl: string): Promise<void> {
  await ask(adminUrl, 'postgres', async (query) => {
    const found = await query<{ name: string }>(
      `select datname as name from pg_database where datname ~ '^polyclinic_template_'`,
    )
    for (const { name } of found) {
      await query(`alter database "${name}" is_template false`)
      await query(`drop database "${name}" with (force)`)
    }
  })
}
