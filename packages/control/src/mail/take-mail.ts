import type { ControlPlane } from '../control-plane.ts'
import { underLock } from '../locks/index.ts'
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
 * Takes a mail for as long as `work` lasts.
 * @throws SealBroken where it was sealed under another ring, or what `work` throws
 */
export const takeMail = <Result>(
  { database, vault }: ControlPlane,
  mailId: string,
  work: (taken: TakenMail) => Promise<Result>,
): Promise<Result> =>
  underLock(database, `mail:${mailId}`, async (held) => {
    if (!held) return work({ outcome: 'busy' })
    const row = await findWaitingMail(held, mailId, lateDays)
    if (!row) return work({ outcome: 'ended' })
    return work(row.late ? { outcome: 'late' } : { outcome: 'taken', mail: openMail(vault, row) })
  })
