import type { ControlPlane } from '../control-plane.ts'
import { deleteEndedMails, endLateMails } from './mail-queries.ts'
import { lateDays } from './take-mail.ts'

const keptDays = 30

/** Gives up mails that have waited too long, and deletes those that ended a month ago. */
export async function forgetOldMails({
  database,
}: ControlPlane): Promise<{ givenUp: number; mails: number }> {
  return {
    givenUp: await endLateMails(database, lateDays, 'too-late'),
    mails: await deleteEndedMails(database, keptDays),
  }
}
