import { ClinicOpener, readFreeDays } from '@polyclinic/clinic'
import { ClinicDirectory, keepFreeDays, advanceFreeDays } from '@polyclinic/control'
import { PoolFleet } from '@polyclinic/postgres'
import { carryAll } from './carry-all.ts'
import type { TestFleet } from './install-test-fleet.ts'
import { testVault } from './test-keys.ts'

const worker = { kind: 'system', name: 'test' } as const

export interface CarryingOver extends AsyncDisposable {
  /** Does at once what the worker does for these clinics soon after an event. */
  carryOver(...slugs: string[]): Promise<void>
}

/** The worker's part of what follows from events, without its queue. */
export function carryingOver(fleet: TestFleet): CarryingOver {
  const { provisioner } = fleet
  const pools = new PoolFleet({ seatsPerServer: 10, seatsPerDatabase: 2, applicationName: 'test-relay' })
  const opener = new ClinicOpener(pools, testVault())
  return {
    async carryOver(...slugs) {
      const directory = new ClinicDirectory(provisioner)
      await advanceFreeDays(provisioner, worker)
      await Promise.all(
        slugs.map(async (slug) => {
          const clinic = opener.open(await directory.require('slug', slug))
          await carryAll(fleet, clinic, worker)
          await keepFreeDays(provisioner, worker, clinic.id, (marked) => readFreeDays(clinic, worker, marked))
        }),
      )
    },
    async [Symbol.asyncDispose]() {
      await pools.close()
      await opener.close()
    },
  }
}
