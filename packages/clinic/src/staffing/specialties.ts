import type { SpecialtyDocument, SpecialtyForm } from '@polyclinic/contract'
import { editVerbs } from '../editing/index.ts'
import { Specialty } from '../entities/index.ts'
import { staffingActions } from './staffing-actions.ts'

export const specialties = editVerbs<Specialty, SpecialtyForm, SpecialtyDocument>({
  word: 'specialty',
  entity: Specialty,
  actions: staffingActions,
  order: { name: 'asc', code: 'asc' },
  unique: { specialty_code_key: 'code' },
  columns: (_, { code, name }) => ({ code, name }),
  documents: (_, rows) => rows.map(({ code, name }) => ({ code, name })),
})
