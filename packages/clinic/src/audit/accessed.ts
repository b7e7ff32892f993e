import type { Access, AccessedObject, Action } from '@polyclinic/guard'

type Concerned = { readonly id: string; readonly patientId: string }

/** What a request showed of one kind of thing, for the audit. */
export const reading = (purpose: Action, type: string, shown: readonly Concerned[]): Access => ({
  kind: 'read',
  purpose,
  objects: objectsOf(type, shown),
})

/** What a request changed besides appointments, whose changes their events record. */
export const writing = (purpose: Action, type: string, changed: readonly Concerned[]): Access => ({
  kind: 'write',
  purpose,
  objects: objectsOf(type, changed),
})

const objectsOf = (type: string, concerned: readonly Concerned[]): AccessedObject[] =>
  concerned.map(({ id, patientId }) => ({ type, id, patientId }))
