import type { ControlPlane } from '../control-plane.ts'
import { deleteEndedMails, deleteOldProofs, endLateMails } from './mail-queries.ts'
import { lateDays } from './take-mail.ts'

const keptDays = 30

/** Gives up mails that have waited too long, and deletes what is over: ended mails, and what addresses were to prove. */
export async function forgetOldMails({
  database,
}: ControlPlane): Promise<{ givenUp: number; mails: number; proofs: number }> {
  return {
    givenUp: await endLateMails(database, lateDays, 'too-late'),
    mails: await deleteEndedMails(database, keptDays),
    proofs: await deleteOldProofs(database),
  }
}
