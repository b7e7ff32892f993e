export type { BookingCall, BookingOutcome, BookingRow } from './booking-call.ts'
export { BookingLanes, defaultLanes, type LaneRules } from './booking-lanes.ts'
export { callBookings, callEndingLapsed } from './booking-queries.ts'
