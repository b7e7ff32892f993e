import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { countClinicKeyVersions, rotateClinicKeys } from '@polyclinic/clinic'
import { countKeyVersions, rotateKeys, tryLock, unlock } from '@polyclinic/control'
import { replaceKeyRingFile, withNewVersion, withoutVersion } from '@polyclinic/guard'
import { SettingRefused } from '../installation/read-settings.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { everyClinic } from './every-clinic.ts'
import { exitCodes } from './exit-codes.ts'
import { inEachClinic } from './in-each-clinic.ts'
import { table } from './table.ts'

/** The versions in the ring, and how much is wrapped with each. */
export async function listKeysCommand(context: CommandContext, { all }: { all: boolean }): Promise<void> {
  const { vault } = context.installation
  const found = await countEverywhere(context, all)
  const versions = [...new Set([...vault.versions, ...found.counts.keys()])].sort((a, b) => a - b)
  const keys = versions.map((version) => ({
    version,
    current: version === vault.currentVersion,
    inRing: vault.versions.includes(version),
    wrapped: found.counts.get(version) ?? 0,
  }))
  answer(context, { keys, unreachable: found.unreachable }, [
    ...table(
      ['version', 'wraps', ''],
      keys.map(({ version, current, inRing, wrapped }) => [
        String(version),
        String(wrapped),
        current ? 'current' : inRing ? '' : 'not in the ring: what it wraps cannot be opened',
      ]),
    ),
    ...found.unreachable.map(({ clinic, error }) => `${clinic} · not counted · ${error}`),
    ...(all ? [] : ['In the control plane alone; --all counts in every clinic.']),
  ])
  if (found.unreachable.length > 0) process.exitCode = exitCodes.failed
}

/** Makes a new version, which running processes notice within a second where the keys come from a file. */
export async function addKeyCommand(context: CommandContext): Promise<void> {
  await alone(context, async () => {
    const text = withNewVersion(ringText(context))
    const { current } = JSON.parse(text) as { current: number }
    keepRing(context, text, { current }, [
      `Version ${current} is the current one: "keys rotate" wraps everything with it.`,
    ])
  })
}

/** Wraps everything with the current version, in the control plane and in every clinic. */
export async function rotateKeysCommand(
  context: CommandContext,
  { concurrency }: { concurrency: number },
): Promise<void> {
  const { provisioner, vault } = context.installation
  await alone(context, async () => {
    const { rewrapped } = await rotateKeys(provisioner, commandLine)
    const { results, left } = await inEachClinic(
      context,
      { slugs: [], states: everyClinic, concurrency, done: 'rotated' },
      (clinic) => rotateClinicKeys(clinic, commandLine),
    )
    const failed = results.filter((result) => 'error' in result)
    const inClinics = results.reduce((sum, each) => sum + ('error' in each ? 0 : each.rewrapped), 0)
    answer(context, { version: vault.currentVersion, control: rewrapped, results, notBegun: left }, [
      ...failed.map(({ clinic, error }) => `${clinic} · failed · ${error}`),
      `${rewrapped + inClinics} wrapped anew with version ${vault.currentVersion}, ${failed.length} clinics failed${left ? `, ${left} not begun` : ''}.`,
    ])
    if (failed.length > 0) process.exitCode = exitCodes.failed
  })
}

/** Longer than any request of ours that wrapped with an older version may take to commit. */
const settlingMilliseconds = 12_000

/**
 * Destroys a version that nothing is wrapped with any more. Looked for twice: a process that had not heard of the newer
 * version yet may have been about to commit.
 */
export async function retireKeyCommand(
  context: CommandContext,
  version: number,
  settling = settlingMilliseconds,
): Promise<void> {
  const { vault } = context.installation
  await alone(context, async () => {
    if (!vault.versions.includes(version)) throw new SettingRefused(`The ring has no version ${version}.`)
    if (version === vault.currentVersion) {
      throw new SettingRefused(`Version ${version} is the current one: "keys add" makes another first.`)
    }
    await refuseInUse(context, version)
    await pause(settling, undefined, { signal: context.interrupted })
    await refuseInUse(context, version)
    keepRing(context, withoutVersion(ringText(context), version), { retired: version }, [
      `Version ${version} is gone. Destroy the copies of the older ring too, but for those that older backups need.`,
    ])
  })
}

async function refuseInUse(context: CommandContext, version: number): Promise<void> {
  const { counts, unreachable } = await countEverywhere(context, true)
  const [first] = unreachable
  if (first) {
    const others = unreachable.length > 1 ? ` and ${unreachable.length - 1} more` : ''
    throw new SettingRefused(
      `Version ${version} may still be needed at ${first.clinic}${others}, which cannot be looked at: ${first.error}`,
    )
  }
  const count = counts.get(version) ?? 0
  if (count === 0) return
  throw new SettingRefused(
    `Version ${version} still wraps ${count} keys and secrets: run "keys rotate" first.`,
  )
}

interface Counted {
  counts: Map<number, number>
  unreachable: { clinic: string; error: string }[]
}

async function countEverywhere(context: CommandContext, all: boolean): Promise<Counted> {
  const counts = await countKeyVersions(context.installation.provisioner, commandLine)
  if (!all) return { counts, unreachable: [] }
  const { results, left } = await inEachClinic(
    context,
    { slugs: [], states: everyClinic, concurrency: 4, done: 'counted' },
    async (clinic) => ({ versions: await countClinicKeyVersions(clinic, commandLine) }),
  )
  const unreachable = results.flatMap((each) => ('error' in each ? [each] : []))
  for (const result of results) {
    if ('error' in result) continue
    for (const [version, count] of result.versions) counts.set(version, (counts.get(version) ?? 0) + count)
  }
  if (left > 0) unreachable.push({ clinic: `${left} clinics`, error: 'it was interrupted.' })
  return { counts, unreachable }
}

const ringText = ({ settings }: CommandContext): string =>
  settings.keys ?? readFileSync(settings.keysFile, 'utf8')

/** Into the file; where the keys come from the environment, to standard output for whoever keeps them. */
function keepRing(context: CommandContext, text: string, json: object, lines: readonly string[]): void {
  const { settings } = context
  if (settings.keys === undefined) {
    replaceKeyRingFile(settings.keysFile, text)
    answer(context, json, lines)
    return
  }
  process.stdout.write(text)
  process.stderr.write(
    'The keys come from POLYCLINIC_KEYS: set it to the text above for every process and start them anew, all at once.\n',
  )
}

/** One change of the keys at a time; the lock ends with this process, however it ends. */
async function alone(context: CommandContext, work: () => Promise<void>): Promise<void> {
  const connection = await context.installation.provisioner.database.connect()
  try {
    if (!(await tryLock(connection, 'polyclinic:keys'))) {
      throw new SettingRefused('Another command is changing the keys: wait for it to end.')
    }
    try {
      await work()
    } finally {
      await unlock(connection, 'polyclinic:keys').catch(() => {})
    }
  } finally {
    connection.release()
  }
}
