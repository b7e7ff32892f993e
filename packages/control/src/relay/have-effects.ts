import type { ClinicEvent } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import type { Effect } from './effect.ts'
import { noteSeen } from './relay-queries.ts'

/** Another worker carries events of this clinic at this moment. Nothing has happened: they are to be brought again. */
export class CarriedElsewhere extends Error {
  override readonly name = 'CarriedElsewhere'
  readonly code = 'carried-elsewhere'

  constructor() {
    super('Another worker carries events of this clinic at this moment.')
  }
}

export interface Had {
  /** Those that had effects now; the others had had them before */
  readonly fresh: readonly ClinicEvent[]
  /** Seconds from the fresh events to the moment at which this is asked, by the clocks of the two databases */
  lags(): number[]
}

/**
 * Lets events of one clinic have their effects in this transaction, which notes them as seen. One transaction of a
 * clinic at a time, so that events of one appointment keep their order under many workers.
 * @throws CarriedElsewhere
 */
export async function haveEffects(
  tx: Queryable,
  clinicId: string,
  events: readonly ClinicEvent[],
  effects: readonly Effect[],
): Promise<Had> {
  const ids = events.map(({ id }) => id)
  const { mine, now, unseen } = await noteSeen(tx, clinicId, ids)
  const noted = performance.now()
  if (!mine) throw new CarriedElsewhere()
  const fresh = events.filter(({ id }) => unseen.has(id))
  if (fresh.length > 0) for (const effect of effects) await effect(tx, clinicId, fresh)
  const lags = () => {
    const at = now.getTime() + (performance.now() - noted)
    return fresh.map((event) => Math.max(0, at - Date.parse(event.at)) / 1000)
  }
  return { fresh, lags }
}
