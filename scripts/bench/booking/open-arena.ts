import { onboardClinic, runOperation, SigningKeys, TokenIssuer, ClinicDirectory } from '@polyclinic/control'
import { type OpenDatabase, openDatabase, quoteIdentifier } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import { commandLine } from '../../clinics/command-context.ts'
import { openHere } from '../../clinics/testing/installed.ts'
import { startPrivateServer } from '../../clinics/testing/private-server.ts'
import { arenaManifest } from './arena-manifest.ts'
import { prepareCalls } from './prepare-calls.ts'

export const publicUrl = 'http://bench.test'
const patientsCount = 2_000

export interface Person {
  readonly accountId: string
  readonly patientId: string
}

/** Where a clinic's database is, and how its runtime enters it. */
export interface Entrance {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
}

export interface Arena extends AsyncDisposable {
  /** Leads a process of ours to the installation. */
  readonly environment: Readonly<Record<string, string>>
  readonly entrance: Entrance
  readonly people: readonly Person[]
  /** Tokens in the order of the people, good for ten minutes. */
  issueTokens(): Promise<string[]>
  /** Any database of the server, as its superuser. */
  asSuperuser(database: string): OpenDatabase
}

/** An installation on a durable server with default settings, one large clinic, and patients whom it knows. */
export async function openArena(): Promise<Arena> {
  await using opening = new AsyncDisposableStack()
  const server = opening.use(await startPrivateServer({}))
  const { provisioner } = opening.use(await openHere(server.environment))
  const { operationId } = await onboardClinic(provisioner, commandLine, arenaManifest)
  await runOperation(provisioner, operationId)
  const { host, port, database, role, password } = await new ClinicDirectory(provisioner).require(
    'slug',
    arenaManifest.slug,
  )
  const opened = new Map<string, OpenDatabase>()
  const asSuperuser = (name: string) => {
    const known = opened.get(name) ?? openAs(server.adminUrl, name)
    opened.set(name, known)
    return known
  }
  opening.defer(async () => void (await Promise.all([...opened.values()].map((each) => each.end()))))
  const inside = asSuperuser(database)
  // a hundred and more clients of pgbench want in
  await inside.query(`alter role ${quoteIdentifier(role)} connection limit -1`)
  await inside.query(`alter database ${quoteIdentifier(database)} connection limit -1`)
  const people = Array.from({ length: patientsCount }, () => ({ accountId: newId(), patientId: newId() }))
  await prepareCalls(inside, people)

  const issuer = new TokenIssuer(new SigningKeys(provisioner), { issuer: publicUrl, audience: publicUrl })
  const kept = opening.move()
  return {
    environment: server.environment,
    entrance: { host, port, database, user: role, password },
    people,
    issueTokens: () =>
      Promise.all(people.map((each) => issuer.issue({ ...each, hasRoles: false, dependents: [] }))),
    asSuperuser,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

function openAs(adminUrl: string, database: string): OpenDatabase {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  const patience = { statementMilliseconds: 120_000, queryMilliseconds: 121_000, lockMilliseconds: 60_000 }
  return openDatabase({ connectionString: url.href, max: 2, applicationName: 'bench', timeouts: patience })
}
