import type { ClosureDocument, ClosureForm } from '@polyclinic/contract'
import { dayAfter, editVerbs } from '../editing/index.ts'
import { Closure } from '../entities/index.ts'
import { clinicActions } from './calendar-actions.ts'

/** Days on which the clinic is closed: nobody has slots that begin in their hours. */
export const closures = editVerbs<Closure, ClosureForm, ClosureDocument>({
  word: 'closure',
  entity: Closure,
  actions: clinicActions,
  order: { firstDay: 'asc', id: 'asc' },
  unique: {},
  columns: (_, { firstDay, lastDay, reason }) => ({ firstDay, lastDay, reason: reason ?? null }),
  // the hours of a night end on the day after
  touched: (_, { firstDay, lastDay }) => ({ from: firstDay, to: dayAfter(lastDay) }),
  documents: (_, rows) =>
    rows.map(({ firstDay, lastDay, reason }) => ({ firstDay, lastDay, ...(reason && { reason }) })),
})
