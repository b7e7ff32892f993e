import type { CalendarChange, Proposal } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import {
  type CarryOut,
  carryOut,
  type Change,
  type EditVerbs,
  findDaysWithin,
  type Touch,
  unchangedCalendar,
} from '../editing/index.ts'
import { doctorRecords } from '../staffing/index.ts'
import { assignments } from './assignments.ts'
import { closures } from './closures.ts'
import { overrides } from './overrides.ts'
import {
  type DisplacedFacts,
  findDisplacedNow,
  findSlotIds,
  findSlotTimes,
  type SlotIds,
} from './preview-queries.ts'
import { shifts } from './shifts.ts'
import type { TimeFacts } from './time-facts.ts'

export interface Trial {
  readonly calendar: CalendarChange
  readonly added: { readonly count: number; readonly first: readonly TimeFacts[] }
  /** Identifiers: what they stand for is there again after the trial */
  readonly removed: readonly string[]
  readonly displaced: readonly DisplacedFacts[]
}

/** Thrown out of the transaction, so that nothing of it stays. */
class OnlyTried extends Error {}

/** Runs the very verb that makes the change, watches what it does to the calendar, and rolls all of it back. */
export async function tryChange(
  clinic: Clinic,
  actor: Actor,
  proposal: Proposal,
  longestList: number,
): Promise<Trial> {
  let trial: Trial = {
    calendar: unchangedCalendar,
    added: { count: 0, first: [] },
    removed: [],
    displaced: [],
  }
  const carryBack: CarryOut = (_, __, edit) =>
    carryOut(clinic, actor, async (change) => {
      const refresh = async (touch: Touch) => {
        trial = await watchRefresh(change, touch, longestList)
        return trial.calendar
      }
      await edit({ ...change, refresh })
      throw new OnlyTried()
    })
  try {
    await propose(clinic, actor, proposal, carryBack)
  } catch (error) {
    if (!(error instanceof OnlyTried)) throw error
  }
  return trial
}

async function watchRefresh(change: Change, touch: Touch, longestList: number): Promise<Trial> {
  const { db } = change
  const days = await findDaysWithin(db, touch)
  const slotsNow = async () => (days ? findSlotIds(db, { ...days, doctors: touch.doctors }) : noSlots)
  const before = await slotsNow()
  const calendar = await change.refresh(touch)
  const after = await slotsNow()
  const added = without(after.open, before.all)
  return {
    calendar,
    added: { count: added.length, first: await findSlotTimes(db, added, longestList) },
    removed: without(before.open, after.all),
    displaced: calendar.displaced > 0 ? await findDisplacedNow(db, longestList) : [],
  }
}

const noSlots: SlotIds = { open: [], all: [] }

function without(ids: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return ids.filter((id) => !known.has(id))
}

function propose(clinic: Clinic, actor: Actor, proposal: Proposal, carry: CarryOut): Promise<unknown> {
  function make<Form, Document, Place>(
    verbs: EditVerbs<Form, Document, Place>,
    place: Place,
    to: Form | null,
  ): Promise<unknown> {
    const at = { place, id: proposal.id ?? '', seenVersion: undefined }
    if (to === null) return verbs.remove(clinic, actor, at, carry)
    if (proposal.id === undefined) return verbs.create(clinic, actor, place, to, carry)
    return verbs.edit(clinic, actor, at, to, carry)
  }
  switch (proposal.change) {
    case 'shift':
      return make(shifts, {}, proposal.to)
    case 'closure':
      return make(closures, {}, proposal.to)
    case 'assignment':
      return make(assignments, { doctor: proposal.doctor }, proposal.to)
    case 'override':
      return make(overrides, { doctor: proposal.doctor }, proposal.to)
    case 'doctor':
      return make(doctorRecords, {}, proposal.to && { ...proposal.to, withdraw: proposal.withdraw })
  }
}
