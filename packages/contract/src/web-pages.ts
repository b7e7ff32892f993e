/**
 * The addresses of the screens, so that the API answers them with the application and every other with a problem.
 * Parameters in braces, as in routes; what follows a `*` is the application's own business.
 */
export const webPages = [
  '/',
  '/sign-in',
  '/register',
  '/forgotten',
  '/join',
  // behind the links of mails, with what they prove in the fragment
  '/go',
  '/manage',
  '/account',
  '/visits',
  '/waiting',
  '/family',
  '/notices',
  '/privacy',
  '/c/{clinic}',
  '/c/{clinic}/doctors/{doctor}',
  '/c/{clinic}/book',
  '/c/{clinic}/visits/{appointment}',
  '/clinic/*',
  '/operator/*',
] as const

/** Shown inside pages of others: a clinic's own site. */
export const framedPages = ['/widget/{clinic}'] as const
