import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BookingLanes, type Clinic, clinicEntities, foundClinic, PatientIndexes } from '@polyclinic/clinic'
import { type ClinicStaffing, defaultBookingPolicy, weekdays } from '@polyclinic/contract'
import { newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import {
  type Database,
  loadMigrations,
  migrateDatabase,
  type OpenDatabase,
  openDatabase,
  SharedOrm,
  startEmbeddedPostgres,
} from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import { root } from '../installation/read-settings.ts'

export interface BenchClinic extends AsyncDisposable {
  /** Its verbs run with the runtime's rights. */
  readonly clinic: Clinic
  /** The same database as its owner. */
  readonly owner: Database
}

/** A clinic of many doctors on a durable server of its own, with default settings; both end with the scope. */
export async function openBenchClinic(doctors: number, horizonDays: number): Promise<BenchClinic> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'polyclinic-bench-')))
  chmodSync(folder, 0o711)
  const server = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres') })
  await prepare(server.adminUrl())
  const [owner, database] = ['polyclinic_owner', 'polyclinic_clinic_app'].map((role) =>
    openAs(server.adminUrl('bench'), role),
  ) as [OpenDatabase, OpenDatabase]
  const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a bench'))
  const facts = { slug: 'bench', name: 'Bench', timeZone: 'Europe/Berlin' }
  const [id, policy] = [newId(), { ...defaultBookingPolicy, horizonDays }]
  await foundClinic(owner, { ...facts, clinicId: id, policy, staffing: staffingOf(doctors) }, vault)
  const orm = new SharedOrm([...clinicEntities])
  const unitOfWork = () => orm.entityManager(database)
  return {
    clinic: {
      ...facts,
      id,
      suspended: false,
      database,
      bookings: new BookingLanes(database),
      patientIndexes: new PatientIndexes(),
      vault,
      unitOfWork,
    },
    owner,
    async [Symbol.asyncDispose]() {
      await orm.close()
      await Promise.all([database.end(), owner.end()])
      await server.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function prepare(adminUrl: string): Promise<void> {
  const admin = openDatabase({ connectionString: adminUrl, applicationName: 'bench' })
  for (const role of ['polyclinic_owner', 'polyclinic_clinic_app']) {
    await admin.query(`create role ${role} nologin`)
  }
  await admin.query('create database bench owner polyclinic_owner template template0')
  await admin.end()
  const url = asRole(adminUrl.replace(/\/[^/]*$/, '/bench'), 'polyclinic_owner')
  await migrateDatabase(url, await loadMigrations(join(root, 'migrations/clinic')))
}

const openAs = (url: string, role: string): OpenDatabase =>
  openDatabase({
    connectionString: asRole(url, role),
    applicationName: 'bench',
    max: 1,
    // four weeks in one statement are more than a request may ask for
    timeouts: { statementMilliseconds: 120_000, queryMilliseconds: 121_000 },
  })

function asRole(address: string, role: string): string {
  const url = new URL(address)
  url.searchParams.set('options', `-c role=${role}`)
  return url.href
}

/** Sixteen half hours a day for each doctor, every day of the week. */
function staffingOf(doctors: number): ClinicStaffing {
  const shift = (code: string, from: string, until: string) => ({
    code,
    name: code,
    from,
    until,
    slotMinutes: 30,
    capacity: 1,
  })
  const shifts = [shift('morning', '08:00', '12:00'), shift('afternoon', '13:00', '17:00')]
  return {
    specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
    visitTypes: [30, 60].map((minutes) => ({
      code: `visit-${minutes}`,
      name: `${minutes} minutes`,
      minutes,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      mode: 'in_person' as const,
    })),
    openingHours: [{ weekday: 'monday', from: '08:00', until: '17:00' }],
    shifts,
    doctors: Array.from({ length: doctors }, (_, nth) => ({
      name: `Doctor ${String(nth).padStart(3, '0')}`,
      languages: ['en'],
      specialty: 'family-medicine',
      shifts: shifts.map(({ code }) => ({ shift: code, weekdays: [...weekdays] })),
    })),
  }
}
