import type { ControlPlane } from '../control-plane.ts'
import { whileLocked } from '../installation/while-locked.ts'
import { findWaitingMail } from './mail-queries.ts'
import { type OpenedMail, openMail } from './open-mail.ts'

/** After so many days a mail is not sent any more: its link is dead, and its news are none. */
export const lateDays = 2

export type TakenMail =
  /** To be sent, by nobody else meanwhile */
  | { readonly outcome: 'taken'; readonly mail: OpenedMail }
  /** It has waited too long. */
  | { readonly outcome: 'late' }
  /** Somebody else is at it. */
  | { readonly outcome: 'busy' }
  /** Sent, refused, or gone with its account */
  | { readonly outcome: 'ended' }

/**
 * Takes a mail for as long as `work` lasts. What keeps others away is a lock of a connection: it ends with the process,
 * however that ends, and no transaction is open while a mail server thinks.
 * @throws SealBroken where it was sealed under another ring, or what `work` throws
 */
export const takeMail = <Result>(
  { database, vault }: ControlPlane,
  mailId: string,
  work: (taken: TakenMail) => Promise<Result>,
): Promise<Result> =>
  whileLocked(database, `mail:${mailId}`, async (client) => {
    if (!client) return work({ outcome: 'busy' })
    const row = await findWaitingMail(client, mailId, lateDays)
    if (!row) return work({ outcome: 'ended' })
    return work(row.late ? { outcome: 'late' } : { outcome: 'taken', mail: openMail(vault, row) })
  })
