const hour = 60
const day = 24 * hour

/** For so many minutes the link of a mail counts, and its code: the mail says so, and who checks a proof holds to it. */
export const linkLives = {
  'confirm-registration': day,
  'sign-in': 15,
  'reset-password': hour,
  'confirm-email': day,
  invitation: 7 * day,
} as const
