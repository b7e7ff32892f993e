import { BookingLanes, type Clinic, clinicEntities, foundClinic, PatientIndexes } from '@polyclinic/clinic'
import { type ClinicStaffing, defaultBookingPolicy, Refusal } from '@polyclinic/contract'
import { type Actor, newKeyRingText, parseKeyRing, type Role, Vault } from '@polyclinic/guard'
import { SharedOrm } from '@polyclinic/postgres'
import { freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import { fakeEdge } from '../../edge/testing/fake-edge.ts'
import { availabilityHandlers } from '../availability-handlers.ts'
import { staffingHandlers } from '../staffing-handlers.ts'

export interface Asked {
  /** The role at the clinic; nobody when empty, its admin when absent */
  readonly as?: string | undefined
  readonly ifMatch?: string | null
  readonly body?: unknown
}

export interface Answered {
  readonly status: number
  readonly etag: string | null
  readonly location: string
  /** Held against the contract by the edge */
  readonly body: any
}

export interface ClinicEdge extends AsyncDisposable {
  /** The first doctor, who `as: 'doctor'` is */
  readonly doctor: string
  /** @param path below the clinic, or whole */
  ask(method: string, path: string, asked?: Asked): Promise<Answered>
}

/** The real edge, handlers, verbs and database of one clinic; only who asks, and where, is given. */
export async function edgeOfClinic(staffing: ClinicStaffing): Promise<ClinicEdge> {
  const { clinic, close } = await openClinic(staffing)
  const { rows } = await clinic.database.query('select id from doctor order by name')
  const doctor: string = rows[0]?.['id']
  const { edge } = fakeEdge({
    handlers: { ...staffingHandlers(), ...availabilityHandlers() } as never,
    authenticate: async (token) => memberOf(clinic, token, doctor),
    resolveClinic: async () => clinic,
    checkAnswers: true,
  })
  return {
    doctor,
    async ask(method, path, asked = {}) {
      const address = path.startsWith('/v1') ? path : `/v1/clinics/${clinic.slug}${path}`
      return answerOf(await edge.request(address, requestOf(method, asked)))
    },
    [Symbol.asyncDispose]: close,
  }
}

function requestOf(method: string, { as = 'clinic_admin', ifMatch, body }: Asked): RequestInit {
  return {
    method: method.toUpperCase(),
    headers: {
      ...(as !== '' && { authorization: `Bearer ${as}` }),
      ...(ifMatch && { 'if-match': ifMatch }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
}

async function answerOf(answer: Response): Promise<Answered> {
  const text = await answer.text()
  return {
    status: answer.status,
    etag: answer.headers.get('etag'),
    location: answer.headers.get('location') ?? '',
    body: text === '' ? undefined : JSON.parse(text),
  }
}

function memberOf(clinic: Clinic, token: string, doctorId: string): Actor {
  if (!['clinic_admin', 'staff', 'doctor'].includes(token)) throw new Refusal('not-signed-in', {})
  const membership = { clinicId: clinic.id, role: token as Role, ...(token === 'doctor' && { doctorId }) }
  return { kind: 'account', accountId: crypto.randomUUID(), operator: false, memberships: [membership] }
}

async function openClinic(staffing: ClinicStaffing) {
  const fresh = await freshDatabase('clinic')
  const open = (role: string) => {
    const url = new URL(fresh.url)
    url.searchParams.set('options', `-c role=${role}`)
    return openTestDatabase(url.href)
  }
  const [owner, database] = [open('polyclinic_owner'), open('polyclinic_clinic_app')]
  const orm = new SharedOrm([...clinicEntities])
  const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
  const id = crypto.randomUUID()
  const facts = { slug: 'riverside', name: 'Riverside', timeZone: 'Europe/Berlin' }
  await foundClinic(owner, { ...facts, clinicId: id, policy: defaultBookingPolicy, staffing }, vault)
  const unitOfWork = () => orm.entityManager(database)
  const clinic: Clinic = {
    ...facts,
    id,
    suspended: false,
    database,
    bookings: new BookingLanes(database),
    patientIndexes: new PatientIndexes(),
    vault,
    unitOfWork,
  }
  const close = async () => {
    await orm.close()
    await Promise.all([owner.end(), database.end()])
    await fresh[Symbol.asyncDispose]()
  }
  return { clinic, close }
}
