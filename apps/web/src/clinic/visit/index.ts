export { TimeList } from './time-list.tsx'
export { useVisitChange, type VisitChanging, visitRoutes } from './use-visit-change.ts'
export {
  type FreeTime,
  freeTimeOf,
  type SeenVisit,
  seenOf,
  type VisitChange,
  verbsOf,
} from './visit-change.ts'
export { VisitDialogs } from './visit-dialogs.tsx'
export { VisitPanel } from './visit-panel.tsx'
