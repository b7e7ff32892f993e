import type { Vault } from '@polyclinic/guard'
import { type AuditSpool, AuditTrail, type PoolFleet, SharedOrm } from '@polyclinic/postgres'
import type { Clinic } from '../clinic.ts'
import { BookingLanes, defaultLanes, type LaneRules } from '../coalescing/index.ts'
import { clinicEntities } from '../entities/index.ts'
import { PatientIndexes } from '../patients/index.ts'
import { confirmIdentity } from '../profile/index.ts'
import type { ClinicPlace } from './clinic-place.ts'

/**
 * Makes of a place the one open clinic that a verb is handed. Nothing connects before the verb asks something. For the
 * processes at the edge: they ask the registry for places; no verb in here can.
 */
export class ClinicOpener {
  readonly #fleet: PoolFleet
  readonly #vault: Vault
  readonly #orm = new SharedOrm([...clinicEntities])
  /** A place is one object as long as it is believed, so its clinic is made once. */
  readonly #open = new WeakMap<ClinicPlace, Clinic>()
  readonly #keys = new Map<string, string>()
  readonly #patientIndexes = new PatientIndexes()

  readonly #lanes: LaneRules
  readonly #spool: AuditSpool | undefined

  constructor(fleet: PoolFleet, vault: Vault, lanes: LaneRules = defaultLanes, spool?: AuditSpool) {
    this.#fleet = fleet
    this.#vault = vault
    this.#lanes = lanes
    this.#spool = spool
  }

  open(place: ClinicPlace): Clinic {
    const known = this.#open.get(place)
    if (known) return known
    const clinic = this.#make(place)
    this.#open.set(place, clinic)
    return clinic
  }

  close(): Promise<void> {
    return this.#orm.close()
  }

  #make(place: ClinicPlace): Clinic {
    const { id, slug, name, timeZone, server, host, port, database, role, password } = place
    const key = `${id}:${place.epoch}:${place.credentialVersion}:${host}:${port}`
    this.#retireOthers(id, key)
    const opened = this.#fleet.database({
      key,
      owner: id,
      server,
      address: { host, port, database, user: role, password },
      verify: (client) => confirmIdentity(client, { id }),
    })
    const orm = this.#orm
    return {
      id,
      slug,
      name,
      timeZone,
      suspended: place.state === 'suspended',
      database: opened,
      bookings: new BookingLanes(opened, this.#lanes),
      vault: this.#vault,
      audit: this.#spool && new AuditTrail(opened, id, this.#spool),
      patientIndexes: this.#patientIndexes,
      unitOfWork: () => orm.entityManager(opened),
    }
  }

  /** A clinic that moved or changed its credential must not be served over its old connections. */
  #retireOthers(clinicId: string, key: string): void {
    const before = this.#keys.get(clinicId)
    this.#keys.set(clinicId, key)
    if (before !== undefined && before !== key) void this.#fleet.retire(clinicId, key)
  }
}
