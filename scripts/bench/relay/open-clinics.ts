import { ClinicDirectory, onboardClinic, runOperation, SigningKeys, TokenIssuer } from '@polyclinic/control'
import { type OpenDatabase, openDatabase } from '@polyclinic/postgres'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { commandLine } from '../../clinics/command-context.ts'
import { inParallel } from '../../clinics/in-parallel.ts'
import { openHere } from '../../clinics/testing/installed.ts'
import { startPrivateServer } from '../../clinics/testing/private-server.ts'
import { startApi } from '../../prove/service/start-api.ts'
import { startWorker } from '../../prove/service/start-worker.ts'
import { publicUrl } from '../booking/open-arena.ts'
import { prepareCalls } from '../booking/prepare-calls.ts'
import { smallClinic } from './small-clinic.ts'

export interface ManyClinics extends AsyncDisposable {
  readonly control: OpenDatabase
  /** As superuser; `bench_call` there holds bookings that meet nobody */
  readonly clinics: readonly { readonly id: string; readonly inside: OpenDatabase }[]
  /** Starts an API for them. */
  openApi(): Promise<OpenApi>
}

export interface OpenApi {
  readonly port: number
  readonly paths: readonly string[]
  /** The bodies of bookings that meet nobody, the nth for the path of that number */
  readonly bodies: readonly string[]
  readonly tokens: readonly string[]
}

const peopleCount = 500
/** Within the clinics' horizon */
const daysAhead = 28

/** Clinics on a durable server that notes when each transaction was committed, with one worker. */
export async function openClinics(many: number): Promise<ManyClinics> {
  await using opening = new AsyncDisposableStack()
  const server = opening.use(
    await startPrivateServer({ track_commit_timestamp: 'on', shared_buffers: '1GB' }),
  )
  const { provisioner } = opening.use(await openHere(server.environment))
  const numbers = Array.from({ length: many }, (_, nth) => nth)
  await inParallel(numbers, 4, new AbortController().signal, async (nth) => {
    const { operationId } = await onboardClinic(provisioner, commandLine, smallClinic(nth))
    await runOperation(provisioner, operationId)
  })
  const directory = new ClinicDirectory(provisioner)
  const as = (database: string) => opening.adopt(openAs(server.adminUrl, database), (opened) => opened.end())
  const people = Array.from({ length: peopleCount }, () => ({ accountId: newId(), patientId: newId() }))
  const clinics: { id: string; inside: OpenDatabase }[] = []
  for (const nth of numbers) {
    const { id, database } = await directory.require('slug', slugOf(nth))
    const inside = as(database)
    await prepareCalls(inside, people, daysAhead)
    clinics.push({ id, inside })
  }
  const environment = {
    ...server.environment,
    POLYCLINIC_KEYS_FILE: join(server.data, 'keys.json'),
    POLYCLINIC_PUBLIC_URL: publicUrl,
  }
  const issuer = new TokenIssuer(new SigningKeys(provisioner), { issuer: publicUrl, audience: publicUrl })
  opening.use(await startWorker(environment))
  const control = as('polyclinic_control')
  const kept = opening.move()
  return {
    control,
    clinics,
    async openApi() {
      const { port } = kept.use(await startApi(environment))
      const slots = await Promise.all(clinics.map(({ inside }) => slotsOf(inside)))
      const tokens = await Promise.all(
        people.map((each) => issuer.issue({ ...each, hasRoles: false, dependents: [] })),
      )
      const paths = numbers.map((nth) => `/v1/clinics/${slugOf(nth)}/appointments`)
      return { port, paths, bodies: bodiesInTurn(slots), tokens }
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

const slugOf = (nth: number): string => `bench-${nth}`

async function slotsOf(inside: OpenDatabase): Promise<string[]> {
  const { rows } = await inside.query<{ id: string }>('select slot_id as id from bench_call order by n')
  return rows.map(({ id }) => id)
}

/** One of the first clinic, one of the second, and so on round after round. */
function bodiesInTurn(slots: readonly (readonly string[])[]): string[] {
  const rounds = Math.min(...slots.map(({ length }) => length))
  return Array.from({ length: rounds }, (_, round) =>
    slots.map((own) => JSON.stringify({ slotId: own[round], visitType: 'visit' })),
  ).flat()
}

function openAs(adminUrl: string, database: string): OpenDatabase {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return openDatabase({
    ...{ connectionString: url.href, max: 1, applicationName: 'bench' },
    // bookings wait in line for the one connection of their clinic
    timeouts: { connectMilliseconds: 30_000 },
  })
}
