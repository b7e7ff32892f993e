import { join } from 'node:path'
import type { ClinicManifest } from '@polyclinic/contract'
import {
  addAccount,
  type ControlPlane,
  findClinicBySlug,
  onboardClinic,
  putMembership,
  runOperation,
  SigningKeys,
  TokenIssuer,
} from '@polyclinic/control'
import pg from 'pg'
import { commandLine } from '../../clinics/command-context.ts'
import { type PrivateServer, startPrivateServer } from '../../clinics/testing/private-server.ts'
import { type Installation, openInstallation } from '../../installation/open-installation.ts'
import { readSettings } from '../../installation/read-settings.ts'
import { killPostgres } from './kill-postgres.ts'
import { type ProvenApi, startApi } from './start-api.ts'

export type Role = 'patient' | 'staff' | 'clinic_admin'

export interface Person {
  readonly role: Role
  readonly accountId: string
  /** Of a patient */
  readonly patientId: string | undefined
}

export interface ProvenService extends AsyncDisposable {
  readonly apis: readonly ProvenApi[]
  readonly people: readonly Person[]
  readonly clinicId: string
  /** As the processes reach it */
  readonly control: ControlPlane
  /** Leads a process of ours to this installation. */
  readonly environment: Readonly<Record<string, string>>
  /** Lines of the database server's log, from warnings on; each names its database. */
  readonly serverLog: readonly string[]
  /** The clinic's database as superuser; of a connection that is made and closed for it. */
  inClinic<T>(work: (client: pg.Client) => Promise<T>): Promise<T>
  /** Good for ten minutes. */
  tokenOf(person: Person): Promise<string>
  killPostgres(): Promise<void>
  startPostgres(): Promise<void>
}

export interface ServiceWanted {
  readonly manifest: ClinicManifest
  readonly apis: number
  readonly people: Readonly<Record<Role, number>>
  /** Settings of the database server; with none it is durable. */
  readonly settings?: Readonly<Record<string, string | number>>
  /** Of the API processes, besides what the installation gives them. */
  readonly environment?: Readonly<Record<string, string>>
}

const publicUrl = 'http://proof.test'

/**
 * One installation with one clinic, on a Postgres of its own, served by several API processes. Everything ends with the
 * scope, and with this process however it ends.
 */
export async function openService(wanted: ServiceWanted): Promise<ProvenService> {
  const serverLog: string[] = []
  await using stack = new AsyncDisposableStack()
  const server = stack.use(
    await startPrivateServer(wanted.settings ?? {}, (line) => void serverLog.push(line)),
  )
  const installation = await openInstallation(readSettings(server.environment), {
    applicationName: 'polyclinic-proof',
  })
  stack.defer(() => installation.close())
  const { provisioner } = installation
  const { operationId } = await onboardClinic(provisioner, commandLine, wanted.manifest)
  await runOperation(provisioner, operationId)
  const clinic = await findClinicBySlug(provisioner.database, wanted.manifest.slug)
  if (!clinic) throw new Error('the clinic was not made')
  const people = await addPeople(installation, clinic.id, wanted.people)
  const environment = {
    ...server.environment,
    POLYCLINIC_KEYS_FILE: join(server.data, 'keys.json'),
    POLYCLINIC_PUBLIC_URL: publicUrl,
    ...wanted.environment,
  }
  const apis: ProvenApi[] = []
  for (let nth = 0; nth < wanted.apis; nth++) apis.push(stack.use(await startApi(environment)))
  const issuer = new TokenIssuer(new SigningKeys(provisioner), { issuer: publicUrl, audience: publicUrl })
  const kept = stack.move()
  return {
    apis,
    people,
    clinicId: clinic.id,
    control: provisioner,
    environment,
    serverLog,
    inClinic: (work) => within(server, clinic.databaseName, work),
    tokenOf: ({ accountId, patientId, role }) =>
      issuer.issue({
        accountId,
        patientId,
        dependents: [],
        hasRoles: role !== 'patient',
        secondFactor: role !== 'patient',
      }),
    killPostgres: () => killPostgres(join(server.data, 'postgres')),
    async startPostgres() {
      await server.stop() // only the shell that watched over it
      await server.start()
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function addPeople(
  { provisioner }: Installation,
  clinicId: string,
  wanted: Readonly<Record<Role, number>>,
): Promise<Person[]> {
  const add = async (role: Role, nth: number): Promise<Person> => {
    const email = `${role.replace('_', '-')}-${nth}@people.test`
    const patient = role === 'patient' && { patient: { name: `Patient ${nth}`, email } }
    const { id: accountId } = await addAccount(provisioner, { email, password: email, ...patient })
    if (role !== 'patient') {
      await putMembership(provisioner.database, { accountId, clinicId, role })
      return { role, accountId, patientId: undefined }
    }
    const { rows } = await provisioner.database.query<{ patientId: string }>(
      'select patient_id as "patientId" from account where id = $1',
      [accountId],
    )
    return { role, accountId, patientId: rows[0]?.patientId }
  }
  const roles = Object.entries(wanted) as [Role, number][]
  const all = roles.flatMap(([role, many]) => Array.from({ length: many }, (_, nth) => ({ role, nth })))
  const people: Person[] = []
  // hashing refuses a longer queue
  for (let at = 0; at < all.length; at += 100) {
    people.push(...(await Promise.all(all.slice(at, at + 100).map(({ role, nth }) => add(role, nth)))))
  }
  return people
}

async function within<T>(
  server: PrivateServer,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(server.adminUrl)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
