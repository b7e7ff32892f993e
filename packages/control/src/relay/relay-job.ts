import type { NewJob } from '../queue/index.ts'

/**
 * The hint that a clinic may have events to carry over. One a clinic waits; a lost one is made up for by the sweep.
 * @param afterSeconds at once unless told
 */
export const relayJob = (clinicId: string, afterSeconds = 0): NewJob => ({
  task: 'relay-outbox',
  payload: { clinicId },
  key: `relay-outbox:${clinicId}`,
  afterSeconds,
  // who is told of again and again would otherwise go to the end of the line each time
  keepsItsTime: true,
})
