import type { NewJob } from '../queue/index.ts'

/** The reading of one clinic's free days anew. */
export const refreshSearchJob = (clinicId: string): NewJob => ({
  task: 'refresh-search',
  payload: { clinicId },
  key: `refresh-search:${clinicId}`,
  // what is marked meanwhile is found by the next look
  whileUnderWay: 'leave',
})
