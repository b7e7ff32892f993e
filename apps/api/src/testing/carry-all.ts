import { type Clinic, readOutbox, settleOutbox } from '@polyclinic/clinic'
import { carryEvents } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { TestFleet } from './install-test-fleet.ts'

/** What the relay does at one clinic, without its queue: until nothing is left there. */
export async function carryAll({ provisioner }: TestFleet, clinic: Clinic, actor: Actor): Promise<void> {
  for (;;) {
    const { events, unreadable } = await readOutbox(clinic, actor, 200)
    if (unreadable.length > 0) throw new Error('an event could not be read')
    if (events.length === 0) return
    const { setAside } = await carryEvents(provisioner, actor, clinic.id, events)
    if (setAside > 0) throw new Error('an event could not be carried over')
    const ids = events.map(({ id }) => id)
    await settleOutbox(clinic, actor, ids)
  }
}
