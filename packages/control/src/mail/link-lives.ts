import { invitationDays } from '@polyclinic/contract'

const hour = 60
const day = 24 * hour

/**
 * For so many minutes the link of a mail counts, and its code: the mail says so, and proofs are made by it. Somebody who
 * signs in waits for the mail; others come back later.
 */
export const linkLives = {
  'confirm-registration': day,
  'sign-in': 15,
  'reset-password': hour,
  'confirm-email': day,
  invitation: invitationDays * day,
} as const
