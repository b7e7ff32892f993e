import { z } from 'zod'
import { describeRoute } from '../route.ts'
import {
  emailAddress,
  identifier,
  languageTag,
  localDate,
  personName,
  phoneNumber,
  slug,
  timeZone,
} from '../words.ts'

export const password = z
  .string()
  .min(12)
  .max(256)
  .describe('At least 12 characters and none that many people use; no other rule')

export const registration = z
  .strictObject({
    email: emailAddress,
    password: password.optional().describe('Without one they sign in by e-mail'),
    name: personName,
    phone: phoneNumber.optional(),
    birthDate: localDate.optional(),
    locale: languageTag.optional(),
    timeZone: timeZone.optional(),
  })
  .meta({ id: 'Registration' })
export type Registration = z.infer<typeof registration>

/** Where a browser keeps its refresh token out of reach of scripts, and everybody else reads it from the answer. */
export const refreshPlace = z
  .enum(['body', 'cookie'])
  .default('body')
  .describe('Where the refresh token goes; `cookie` is for browsers, at our own origin only')
export type RefreshPlace = z.infer<typeof refreshPlace>

export const credentials = z
  .strictObject({
    email: emailAddress,
    password: z.string().min(1).max(256),
    refresh: refreshPlace,
  })
  .meta({ id: 'Credentials' })
export type Credentials = z.infer<typeof credentials>

/** What every way of signing in ends with. */
export const sessionTokens = z
  .strictObject({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().describe('Seconds'),
    refreshToken: z.string().optional().describe('Good for one refresh; absent where it went into a cookie'),
  })
  .meta({ id: 'SessionTokens' })
export type SessionTokens = z.infer<typeof sessionTokens>

export const roles = ['clinic_admin', 'staff', 'doctor'] as const

export const me = z
  .strictObject({
    accountId: identifier,
    email: emailAddress,
    operator: z.boolean(),
    secondFactor: z.boolean().describe('Whether one is set up'),
    rolesWithheld: z
      .boolean()
      .describe('Whether roles do not count in this session, until a second factor was shown'),
    patient: z
      .strictObject({
        id: identifier,
        name: personName,
        phone: phoneNumber.optional(),
        birthDate: localDate.optional(),
        locale: languageTag.optional(),
        timeZone: timeZone.optional(),
      })
      .optional(),
    memberships: z.array(
      z.strictObject({
        clinic: slug,
        clinicName: z.string(),
        role: z.enum(roles),
        doctor: identifier.optional().describe('With the role `doctor`: whom of the doctors they are'),
      }),
    ),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

/** The one answer to whoever types an address, whether or not anybody is behind it. */
export const accepted = z.strictObject({ status: z.literal('accepted') }).meta({ id: 'Accepted' })

export const registerRoute = describeRoute({
  id: 'register',
  method: 'post',
  path: '/v1/auth/register',
  scope: 'service',
  tag: 'Identity',
  summary: 'Register as a patient',
  description:
    'A link and a code go to the address; there is no account before one of them comes back. The answer is the same whether or not the address has an account already; that is left untouched, and its owner told by mail.',
  access: 'public',
  body: registration,
  success: { status: 202, description: 'Accepted: look into your mail', body: accepted },
  problems: ['invalid-request', 'too-many-requests', 'service-unavailable'],
})

export const signInRoute = describeRoute({
  id: 'signIn',
  method: 'post',
  path: '/v1/auth/login',
  scope: 'service',
  tag: 'Identity',
  summary: 'Sign in with an e-mail address and a password',
  access: 'public',
  body: credentials,
  success: { status: 200, description: 'A token for ten minutes', body: sessionTokens },
  problems: [
    'invalid-request',
    'sign-in-refused',
    'second-factor-required',
    'foreign-origin',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const meRoute = describeRoute({
  id: 'me',
  method: 'get',
  path: '/v1/me',
  scope: 'service',
  tag: 'Identity',
  summary: 'Who I am, and where I have which role',
  access: 'signed-in',
  success: { status: 200, description: 'The account', body: me },
  problems: ['not-signed-in', 'service-unavailable'],
})

export const jwksRoute = describeRoute({
  id: 'jwks',
  method: 'get',
  path: '/.well-known/jwks.json',
  scope: 'service',
  tag: 'Identity',
  summary: 'The public keys that verify our tokens (RFC 7517)',
  access: 'public',
  success: {
    status: 200,
    description: 'The key set',
    body: z.looseObject({ keys: z.array(z.looseObject({})) }),
  },
  problems: ['service-unavailable'],
})
