import { ClinicOpener, readAllAppointments } from '@polyclinic/clinic'
import { ClinicDirectory, rebuildAppointments } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { PoolFleet } from '@polyclinic/postgres'
import { carryAll } from './carry-all.ts'
import type { TestFleet } from './install-test-fleet.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Does for these clinics what the worker does: carries what has happened to the control plane. */
export const carryEventsOf = (fleet: TestFleet, slugs: readonly string[]): Promise<void> =>
  atClinics(fleet, slugs, (clinic) => carryAll(fleet, clinic, worker))

/** Makes the lists across clinics anew from these. */
export const rebuildFrom = (fleet: TestFleet, slugs: readonly string[]): Promise<void> =>
  atClinics(fleet, slugs, async (clinic) => {
    await rebuildAppointments(fleet.provisioner, worker, clinic.id, readAllAppointments(clinic, worker))
  })

async function atClinics(
  { provisioner }: TestFleet,
  slugs: readonly string[],
  work: (clinic: ReturnType<ClinicOpener['open']>) => Promise<void>,
): Promise<void> {
  const directory = new ClinicDirectory(provisioner)
  const pools = new PoolFleet({ seatsPerServer: 4, seatsPerDatabase: 1, applicationName: 'test-relay' })
  const clinics = new ClinicOpener(pools, provisioner.vault)
  try {
    for (const slug of slugs) await work(clinics.open(await directory.require('slug', slug)))
  } finally {
    await pools.close()
    await clinics.close()
  }
}
