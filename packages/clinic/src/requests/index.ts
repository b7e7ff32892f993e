export { mostWaiting, requestBooking } from './request-booking.ts'
export { countWaiting } from './request-queries.ts'
export { showBookingRequest } from './show-booking-request.ts'
export { workOffRequests } from './work-off-requests.ts'
