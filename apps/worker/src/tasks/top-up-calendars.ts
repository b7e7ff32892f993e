import { fanOut } from './fan-out.ts'

/**
 * Every night: one job a clinic that takes bookings.
 * @param spreadSeconds an hour unless told
 */
export const topUpCalendars = (spreadSeconds = 3_600) =>
  fanOut({
    name: 'top-up-calendars',
    states: ['active'],
    spreadSeconds,
    says: 'the calendars will be topped up',
    jobFor: (clinicId, afterSeconds) => ({
      task: 'top-up-calendar',
      payload: { clinicId },
      key: `top-up-calendar:${clinicId}`,
      // one that runs at this moment sees the same calendar
      whileUnderWay: 'leave',
      afterSeconds,
    }),
  })
