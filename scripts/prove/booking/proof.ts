import { type Deed, explainEvents } from './explain-events.ts'
import type { Call } from './history.ts'
import type { Booked, Slot, State, VisitType } from './state.ts'

/** All that the rules look at: what was done, what is there, and how the one comes from the other. */
export interface Proof {
  readonly calls: readonly Call[]
  readonly state: State
  /** By appointment, in the order of its versions */
  readonly deeds: ReadonlyMap<string, readonly Deed[]>
  readonly slots: ReadonlyMap<string, Slot>
  readonly appointments: ReadonlyMap<string, Booked>
  readonly visitTypes: ReadonlyMap<string, VisitType>
}

export type RuleName =
  | 'acknowledged'
  | 'capacity'
  | 'doubles'
  | 'times'
  | 'phantoms'
  | 'refusals'
  | 'histories'
  | 'replies'
  | 'mistakes'

export interface Fault {
  readonly rule: RuleName
  /** Plain, for a person */
  readonly sentence: string
}

/** Says what is wrong by one rule; nothing is right. */
export type Rule = (proof: Proof) => Fault[]

export function prepareProof(calls: readonly Call[], state: State): Proof {
  return {
    calls,
    state,
    deeds: explainEvents(calls, state),
    slots: new Map(state.slots.map((each) => [each.id, each])),
    appointments: new Map(state.appointments.map((each) => [each.id, each])),
    visitTypes: new Map(state.visitTypes.map((each) => [each.code, each])),
  }
}

/** Names a call so that it is found again in the history's file. */
export const nameOf = ({ nth, verb, client, sentAt }: Call): string =>
  `call ${nth} (${verb} by client ${client} at ${at(sentAt)})`

export const at = (milliseconds: number): string =>
  Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : String(milliseconds)
