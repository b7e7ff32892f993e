import type { NewJob } from '../queue/index.ts'

export const refreshKeyPrefix = 'refresh-search:'

/** The reading of one clinic's free days anew. One that has failed begins anew with it. */
export const refreshSearchJob = (clinicId: string): NewJob => ({
  task: 'refresh-search',
  payload: { clinicId },
  key: refreshKeyPrefix + clinicId,
  keepsItsTime: true,
})
