import {
  enqueueJobs,
  mailFailed,
  mailRefused,
  mailSent,
  type OpenedMail,
  takeMail,
} from '@polyclinic/control'
import { type Mailer, MailNotSent, sendMail as send } from '@polyclinic/mail'
import { z } from 'zod'
import { defineTask, type TaskContext } from '../queue/task.ts'

const againSeconds = 60

/**
 * Sends one mail. Where the server took it and we did not hear of it, or could not write it down, it is sent again
 * under the same Message-ID.
 */
export const sendMail = defineTask({
  name: 'send-mail',
  limitSeconds: 90,
  lane: 'messages',
  payload: z.strictObject({ mailId: z.uuid() }),
  run: (context, { mailId }, signal) =>
    takeMail(context.control, mailId, async (taken) => {
      switch (taken.outcome) {
        case 'ended':
          return
        case 'busy':
          return lookAgain(context, mailId)
        case 'late':
          return giveUp(context, { id: mailId }, 'too-late')
        case 'taken':
          signal.throwIfAborted()
          return handOver(context, taken.mail)
      }
    }),
})

async function handOver(context: TaskContext, mail: OpenedMail): Promise<void> {
  const { control, metrics, log } = context
  try {
    await send(mailerOf(context), mail)
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error
    const { reason, lasts } = error.facts
    if (lasts === 'for-good') return giveUp(context, mail, reason)
    await mailFailed(control, mail.id, reason)
    metrics.mailEnded('failed')
    log.warn({ mail: mail.id, kind: mail.kind, reason }, 'a mail was not taken this time')
    throw error
  }
  await mailSent(control, mail.id)
  metrics.mailEnded('sent')
  log.info({ mail: mail.id, kind: mail.kind }, 'a mail was sent')
}

async function giveUp(
  { control, metrics, log }: TaskContext,
  { id, kind }: { readonly id: string; readonly kind?: string },
  reason: string,
): Promise<void> {
  await mailRefused(control, id, reason)
  metrics.mailEnded('refused')
  log.warn({ mail: id, kind, reason }, 'a mail was given up')
}

/** Whoever is at it may be a process that is dying. */
const lookAgain = ({ control }: TaskContext, mailId: string): Promise<void> =>
  enqueueJobs(control.database, [
    { task: 'send-mail', payload: { mailId }, key: `send-mail:${mailId}:again`, afterSeconds: againSeconds },
  ])

function mailerOf({ mailer }: TaskContext): Mailer {
  if (!mailer) throw new Error('This worker has no mail server and must not take mails.')
  return mailer
}
