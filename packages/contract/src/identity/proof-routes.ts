import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { emailAddress, languageTag } from '../words.ts'
import { accepted, password, refreshPlace, sessionTokens } from './identity-routes.ts'

/** What stands behind the `#` of a mailed link, after its purpose. */
export const proofToken = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'the part of the link after the last dot')
  .describe('From the link: 256 bits')

export const proofCode = z
  .string()
  .min(8)
  .max(20)
  .describe('From the mail; spaces, hyphens and case do not matter')
  .meta({ examples: ['K7QM-4XWT'] })

/** A link proves by itself whose mailbox it went to; a code does so together with the address. */
export const shownProof = z
  .union([
    z.strictObject({ token: proofToken, refresh: refreshPlace }),
    z.strictObject({ email: emailAddress, code: proofCode, refresh: refreshPlace }),
  ])
  .meta({ id: 'ShownProof' })
export type ShownProof = z.infer<typeof shownProof>

export const addressForm = z
  .strictObject({ email: emailAddress, locale: languageTag.optional() })
  .meta({ id: 'AddressForm' })
export type AddressForm = z.infer<typeof addressForm>

const open = { scope: 'service', tag: 'Identity', access: 'public' } as const
const own = { scope: 'service', tag: 'Identity', access: 'signed-in' } as const
const proofProblems = [
  'invalid-request',
  'proof-refused',
  'proof-used',
  'too-many-requests',
  'service-unavailable',
] as const
const signInProblems = ['second-factor-required', 'foreign-origin', ...proofProblems] as const
const askProblems = ['invalid-request', 'too-many-requests', 'service-unavailable'] as const

export const confirmRegistrationRoute = describeRoute({
  ...open,
  id: 'confirmRegistration',
  method: 'post',
  path: '/v1/auth/register/confirm',
  summary: 'Prove the address of a registration, which makes the account and signs in',
  description: 'By the link or the code of the mail. The form that this mail belongs to counts, no other.',
  body: shownProof,
  success: { status: 200, description: 'Registered and signed in', body: sessionTokens },
  problems: signInProblems,
})

export const requestEmailSignInRoute = describeRoute({
  ...open,
  id: 'requestEmailSignIn',
  method: 'post',
  path: '/v1/auth/email-sign-in',
  summary: 'Have a link and a code mailed to sign in without a password',
  description: 'The answer is the same whether or not the address has an account.',
  body: addressForm,
  success: { status: 202, description: 'Accepted: look into your mail', body: accepted },
  problems: askProblems,
})

export const confirmEmailSignInRoute = describeRoute({
  ...open,
  id: 'confirmEmailSignIn',
  method: 'post',
  path: '/v1/auth/email-sign-in/confirm',
  summary: 'Sign in with a mailed link or code',
  description: 'Good for 15 minutes and once. After five wrong codes only the link of that mail counts.',
  body: shownProof,
  success: { status: 200, description: 'Signed in', body: sessionTokens },
  problems: signInProblems,
})

export const requestPasswordResetRoute = describeRoute({
  ...open,
  id: 'requestPasswordReset',
  method: 'post',
  path: '/v1/auth/password-reset',
  summary: 'Have a link mailed to choose a new password',
  description: 'The answer is the same whether or not the address has an account.',
  body: addressForm,
  success: { status: 202, description: 'Accepted: look into your mail', body: accepted },
  problems: askProblems,
})

export const resetPasswordRoute = describeRoute({
  ...open,
  id: 'resetPassword',
  method: 'post',
  path: '/v1/auth/password-reset/confirm',
  summary: 'Choose a new password by a mailed link; ends all sessions',
  description:
    'A refused password leaves the link good. Signing in afterwards asks for the second factor as ever.',
  body: z.strictObject({ token: proofToken, password }).meta({ id: 'PasswordReset' }),
  success: { status: 204, description: 'Changed: sign in with it' },
  problems: proofProblems,
})

export const changePasswordRoute = describeRoute({
  ...own,
  id: 'changePassword',
  method: 'put',
  path: '/v1/me/password',
  summary: 'Change my password, or set the first one; ends my other sessions',
  body: z
    .strictObject({
      current: z.string().min(1).max(256).optional().describe('Needed where there is one'),
      password,
    })
    .meta({ id: 'PasswordChange' }),
  success: { status: 204, description: 'Changed' },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'too-many-requests', 'service-unavailable'],
})

export const changeEmailRoute = describeRoute({
  ...own,
  id: 'changeEmail',
  method: 'post',
  path: '/v1/me/email',
  summary: 'Ask to have my e-mail address changed; the new one is proven first',
  body: z
    .strictObject({
      email: emailAddress,
      password: z.string().min(1).max(256).optional().describe('Needed where there is one'),
    })
    .meta({ id: 'EmailChange' }),
  success: { status: 202, description: 'Accepted: look into the mail of the new address', body: accepted },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'too-many-requests', 'service-unavailable'],
})

export const confirmEmailRoute = describeRoute({
  ...own,
  id: 'confirmEmail',
  method: 'post',
  path: '/v1/me/email/confirm',
  summary: 'Prove my new address, which replaces the old one',
  description:
    'By the account that asked, signed in: a link that went to a mistyped address is worth nothing to who reads it.',
  body: z
    .union([z.strictObject({ token: proofToken }), z.strictObject({ code: proofCode })])
    .meta({ id: 'EmailProof' }),
  success: { status: 204, description: 'Changed' },
  problems: ['not-signed-in', 'not-allowed', ...proofProblems],
})
