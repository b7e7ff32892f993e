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
import { smallClinic } from './small-clinic.ts'

export interface ManyClinics extends AsyncDisposable {
  /** Of the API */
  readonly port: number
  readonly paths: readonly string[]
  /** The bodies of bookings that meet nobody, the nth for the path of that number */
  readonly bodies: readonly string[]
  readonly tokens: readonly string[]
  readonly control: OpenDatabase
  /** As superuser */
  readonly clinics: readonly OpenDatabase[]
}

const peopleCount = 500

/** Clinics on a durable server that notes when each transaction was committed, with one API and one worker. */
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
  const clinics: OpenDatabase[] = []
  const slots: string[][] = []
  for (const nth of numbers) {
    const inside = as((await directory.require('slug', `bench-${nth}`)).database)
    clinics.push(inside)
    await inside.query(
      'insert into known_patient (patient_id, consented_at) select p, now() from unnest($1::uuid[]) as p',
      [people.map(({ patientId }) => patientId)],
    )
    const { rows } = await inside.query<{ id: string }>(
      `select id from slot where starts_at between now() + interval '3 hours' and now() + interval '29 days'
       order by md5(id::text)`,
    )
    slots.push(rows.map(({ id }) => id))
  }
  const issuer = new TokenIssuer(new SigningKeys(provisioner), { issuer: publicUrl, audience: publicUrl })
  const environment = {
    ...server.environment,
    POLYCLINIC_KEYS_FILE: join(server.data, 'keys.json'),
    POLYCLINIC_PUBLIC_URL: publicUrl,
  }
  const api = opening.use(await startApi(environment))
  opening.use(await startWorker(environment))
  const tokens = await Promise.all(
    people.map((each) => issuer.issue({ ...each, hasRoles: false, dependents: [] })),
  )
  const control = as('polyclinic_control')
  const kept = opening.move()
  return {
    port: api.port,
    paths: numbers.map((nth) => `/v1/clinics/bench-${nth}/appointments`),
    bodies: bodiesInTurn(slots),
    tokens,
    control,
    clinics,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
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
  return openDatabase({ connectionString: url.href, max: 1, applicationName: 'bench' })
}
