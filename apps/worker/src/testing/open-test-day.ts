import { randomUUID } from 'node:crypto'
import type { Appointment } from '@polyclinic/contract'
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
  /** The n-th free time of a day: of the next one on which the clinic works unless told, counted from today */
  book(patient: Patient, over?: { day?: number; nth?: number }): Promise<Appointment>
  /** The same time again */
  rebook(patient: Patient, visit: Appointment): Promise<Appointment>
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
  const take = (patient: Patient, slotId: string) =>
    bookAppointment(
      ...([clinic, patient] as const),
      { slotId, visitType: 'consultation' },
      {
        ...{ idempotencyKey: randomUUID(), fingerprint: 'ab'.repeat(32) },
        introduce: async (patientId) => (await issueCard(control, patientId, clinic.id)) ?? {},
      },
    )
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
        `with free as (
           select s.id, s.starts_at, s.local_date from slot s, clinic_profile p, visit_type v
           where v.code = 'consultation' and visit_refusal(s, p, v, false) is null
             and s.local_date > (now() at time zone p.time_zone)::date
         )
         select id from free
         where local_date = (select distinct local_date from free order by local_date offset $1 limit 1)
         order by starts_at, id offset $2 limit 1`,
        [day - 1, nth],
      )
      return take(patient, rows[0]?.id ?? '')
    },
    async rebook(patient, { doctor, startsAt }) {
      const { rows } = await clinic.database.query<{ id: string }>(
        `select id from slot where doctor_id = $1 and starts_at = $2 and state = 'open'`,
        [doctor.id, startsAt],
      )
      return take(patient, rows[0]?.id ?? '')
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
