import type { NewJob } from '../queue/index.ts'

/** The sending of one notice. Without a key: whoever comes second finds it ended, or somebody at it. */
export const sendingJob = (clinicId: string, noticeId: string, afterSeconds = 0): NewJob => ({
  task: 'send-notice',
  payload: { clinicId, noticeId },
  afterSeconds,
})
