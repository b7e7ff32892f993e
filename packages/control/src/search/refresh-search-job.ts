import type { NewJob } from '../queue/index.ts'

/**
 * The reading of one clinic's free days anew. What happens within two seconds is read at once, so that a rush at one
 * clinic costs the search no more than a quiet hour.
 * @param afterSeconds two unless told
 */
export const refreshSearchJob = (clinicId: string, afterSeconds = 2): NewJob => ({
  task: 'refresh-search',
  payload: { clinicId },
  key: `refresh-search:${clinicId}`,
  afterSeconds,
  // what happens all the time must not put it off for ever
  keepsItsTime: true,
})
