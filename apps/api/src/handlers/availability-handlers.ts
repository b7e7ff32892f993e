import {
  assignments,
  type Clinic,
  closures,
  listDisplaced,
  overrides,
  previewChange,
  shifts,
  showFigures,
} from '@polyclinic/clinic'
import type { Handlers } from '../edge/index.ts'
import { editingHandlers } from './editing-handlers.ts'

type Availability = Pick<Handlers<Clinic>, 'previewCalendar' | 'listDisplaced' | 'showFigures'>

/** What a clinic's calendar is made of, and what changes of it do. */
export function availabilityHandlers() {
  return {
    ...editingHandlers('Shift', 'Shifts', shifts),
    ...editingHandlers('Assignment', 'Assignments', assignments),
    ...editingHandlers('Override', 'Overrides', overrides),
    ...editingHandlers('Closure', 'Closures', closures),
    ...ownHandlers,
  }
}

const ownHandlers: Availability = {
  previewCalendar: async ({ clinic, actor, body }) => ({ body: await previewChange(clinic, actor, body) }),
  listDisplaced: async ({ clinic, actor, query }) => ({ body: await listDisplaced(clinic, actor, query) }),
  showFigures: async ({ clinic, actor, query }) => ({ body: await showFigures(clinic, actor, query) }),
}
