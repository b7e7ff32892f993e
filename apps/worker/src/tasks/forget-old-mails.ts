import { forgetOldMails as forget } from '@polyclinic/control'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

/** Every night: mails that are over are deleted. */
export const forgetOldMails = defineTask({
  name: 'forget-old-mails',
  limitSeconds: 120,
  payload: z.looseObject({}),
  async run({ control, log }) {
    log.info(await forget(control), 'old mails were forgotten')
  },
})
