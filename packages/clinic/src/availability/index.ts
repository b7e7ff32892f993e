export { freeSlotDocument } from './free-slot-document.ts'
export { generateSlots } from './generate-slots.ts'
export { type FreeSlotSearch, listFreeSlots } from './list-free-slots.ts'
export { findAlternatives } from './slot-queries.ts'
