import { type Clinic, clinicEntities, confirmIdentity } from '@polyclinic/clinic'
import type { ClinicRoute } from '@polyclinic/control'
import type { Vault } from '@polyclinic/guard'
import { type PoolFleet, SharedOrm } from '@polyclinic/postgres'

/** Makes of a route the one open clinic that a verb is handed. Nothing connects before the verb asks something. */
export class ClinicOpener {
  readonly #fleet: PoolFleet
  readonly #vault: Vault
  readonly #orm = new SharedOrm([...clinicEntities])
  /** A route is one object as long as it is believed, so its clinic is made once. */
  readonly #open = new WeakMap<ClinicRoute, Clinic>()
  readonly #keys = new Map<string, string>()

  constructor(fleet: PoolFleet, vault: Vault) {
    this.#fleet = fleet
    this.#vault = vault
  }

  open(route: ClinicRoute): Clinic {
    const known = this.#open.get(route)
    if (known) return known
    const clinic = this.#make(route)
    this.#open.set(route, clinic)
    return clinic
  }

  close(): Promise<void> {
    return this.#orm.close()
  }

  #make(route: ClinicRoute): Clinic {
    const { id, slug, name, timeZone, server, host, port, database, role, password } = route
    const key = `${id}:${route.epoch}:${route.credentialVersion}:${host}:${port}`
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
      suspended: route.state === 'suspended',
      database: opened,
      vault: this.#vault,
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
