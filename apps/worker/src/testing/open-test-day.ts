import { randomUUID } from 'node:crypto'
import { bookAppointment, type Clinic, ClinicOpener } from '@polyclinic/clinic'
import { ClinicDirectory, type ControlPlane, issueCard, registerAtDesk } from '@polyclinic/control'
import { type Actor, parseKeyRing, Vault } from '@polyclinic/guard'
import { PoolFleet } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import type { TestInstallation } from './open-test-installation.ts'

type Patient = Extract<Actor, { kind: 'account' }> & { patientId: string }
type Contact = { email?: string; phone?: string }

/** A clinic as the API has it open, and people who book there. */
export interface TestDay extends AsyncDisposable {
  readonly control: ControlPlane
  readonly clinic: Clinic
  readonly desk: Actor
  aPatient(contact: Contact): Promise<Patient>
  /** The n-th free time of that day of the clinic's calendar, counted from today; tomorrow unless told */
  book(
    patient: Patient,
    over?: { day?: number; nth?: number; at?: Clinic },
  ): ReturnType<typeof bookAppointment>
}

export async function openTestDay(here: TestInstallation, clinicId: string): Promise<TestDay> {
  const vault = new Vault(parseKeyRing(here.config.keys ?? '', 'a test'))
  const control: ControlPlane = { database: here.admin, vault }
  const fleet = new PoolFleet({
    ...{ seatsPerServer: 10, seatsPerDatabase: 4, idleMilliseconds: 60_000, waitMilliseconds: 10_000 },
    applicationName: 'test',
    timeouts: { statementMilliseconds: 60_000, queryMilliseconds: 61_000, lockMilliseconds: 5_000 },
  })
  const clinics = new ClinicOpener(fleet, vault)
  const clinic = clinics.open(await new ClinicDirectory(control).require('id', clinicId))
  const desk = member(clinic)
  return {
    ...{ control, clinic, desk },
    async aPatient(contact) {
      const once = { idempotencyKey: randomUUID(), fingerprint: 'ab' }
      const form = { name: 'Canary Grace', ...contact, consent: true } as const
      const { patientId } = await registerAtDesk(control, desk, clinic, form, once)
      return { kind: 'account', accountId: newId(), patientId, operator: false, memberships: [] }
    },
    async book(patient, { day = 1, nth = 0 } = {}) {
      const { rows } = await clinic.database.query<{ id: string }>(
        `select s.id from slot s, clinic_profile p, visit_type v
         where v.code = 'consultation' and visit_refusal(s, p, v, false) is null
           and s.local_date = (now() at time zone p.time_zone)::date + $1::integer
         order by s.starts_at, s.id offset $2 limit 1`,
        [day, nth],
      )
      return bookAppointment(
        ...([clinic, patient] as const),
        { slotId: rows[0]?.id ?? '', visitType: 'consultation' },
        {
          ...{ idempotencyKey: randomUUID(), fingerprint: 'ab'.repeat(32) },
          introduce: async (patientId) => (await issueCard(control, patientId, clinic.id)) ?? {},
        },
      )
    },
    async [Symbol.asyncDispose]() {
      await clinics.close()
      await fleet.close()
    },
  }
}

const member = ({ id }: Clinic): Actor => ({
  kind: 'account',
  accountId: newId(),
  operator: false,
  memberships: [{ clinicId: id, role: 'staff' }],
})
