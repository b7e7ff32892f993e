import { type Capacity, policy, routePolicy } from '@polyclinic/guard'
import { type RouteId, routeIds, routeOf } from '../matrix/route-ids.ts'
import { sampleOf } from '../matrix/sample-of.ts'
import type { Material } from '../matrix/sample-requests.ts'
import { namesInPath } from '../matrix/route-ids.ts'
import type { Question } from '../testing/ask-over-http.ts'
import { startTestService, type TestService } from '../testing/start-test-service.ts'

export interface Attacked extends AsyncDisposable {
  readonly service: TestService
  /** A request of that route as somebody would send it who may */
  question(id: RouteId): Promise<Question>
  /** Stands for every row of both databases but those of the queue: equal where nothing was changed. */
  fingerprint(): Promise<string>
}

export const someId = '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'
export const clinic = 'alpha'

/** One clinic, and somebody of every capacity who tries to do more than they may. */
export async function startAttacked(): Promise<Attacked> {
  const service = await startTestService({ clinics: [clinic], config: { logLevel: 'error' } })
  const patient = await service.patient()
  const [doctor] = (await service.ask('listDoctors', { clinic })).body.items
  const tokens: Partial<Record<Capacity, string>> = {
    account: patient.token,
    patient: patient.token,
    doctor: (await service.doctor(clinic, doctor?.id ?? '')).token,
    clinic_admin: (await service.member(clinic, 'clinic_admin')).token,
    operator: (await service.operator()).token,
  }
  const [slot] = await service.freeSlots(clinic, 1)
  const named = patient.patientId
  const material: Material = { slotId: slot?.id ?? someId, named, first: () => someId, nth: 1 }
  const { databaseName } = await service.clinic(clinic)
  return {
    service,
    async question(id) {
      const admitted: readonly Capacity[] = policy[routePolicy[id]]
      const token = admitted.map((capacity) => tokens[capacity]).find((each) => each !== undefined)
      const { scope, ifMatch, idempotencyKey } = routeOf(id)
      const { headers, ...sample } = sampleOf(id, material)
      return {
        ...(scope === 'clinic' && { clinic }),
        token,
        params: Object.fromEntries(namesInPath(id).map((name) => [name, name === 'slug' ? clinic : someId])),
        ...sample,
        ...(ifMatch && { ifMatch: '"1"' }),
        headers: { ...(idempotencyKey && { 'idempotency-key': crypto.randomUUID() }), ...headers },
      }
    },
    async fingerprint() {
      return (
        await Promise.all([databaseName, service.fleet.name].map((name) => rowsOf(service, name)))
      ).join(' ')
    },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  }
}

async function rowsOf(service: TestService, database: string): Promise<string> {
  const db = service.fleet.asSuperuser(database)
  const { rows } = await db.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1",
  )
  const each = await Promise.all(
    rows.map(({ name }) =>
      db.query<{ hash: string }>(
        `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as hash from ${name} t`,
      ),
    ),
  )
  return each.map((one) => one.rows[0]?.hash).join('')
}

export const routesWithBody = routeIds.filter((id) => routeOf(id).body)
export const routesWithQuery = routeIds.filter((id) => routeOf(id).query)
