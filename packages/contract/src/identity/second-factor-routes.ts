import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { refreshPlace, sessionTokens } from './identity-routes.ts'

const code = z
  .string()
  .regex(/^\d{6}$/, 'six digits')
  .describe('What the authenticator shows now; each counts once')
const recoveryCode = z
  .string()
  .min(1)
  .max(64)
  .describe('One of the ten; case, spaces and hyphens do not matter')

const oneOf = (given: { code?: unknown; recoveryCode?: unknown }): boolean =>
  (given.code === undefined) !== (given.recoveryCode === undefined)
const onlyOne = { error: 'give either code or recoveryCode' }

export const secondFactorProof = z
  .strictObject({ code: code.optional(), recoveryCode: recoveryCode.optional() })
  .refine(oneOf, onlyOne)
  .meta({ id: 'SecondFactorProof' })
export type SecondFactorProof = z.infer<typeof secondFactorProof>

export const secondFactorAnswer = z
  .strictObject({
    challenge: z.string().min(1).max(2_048).describe('From the problem `second-factor-required`'),
    code: code.optional(),
    recoveryCode: recoveryCode.optional(),
    refresh: refreshPlace,
  })
  .refine(oneOf, onlyOne)
  .meta({ id: 'SecondFactorAnswer' })
export type SecondFactorAnswer = z.infer<typeof secondFactorAnswer>

export const secondFactorOffer = z
  .strictObject({
    secret: z.string().describe('Base32, to be typed where no picture can be taken'),
    uri: z.string().describe('`otpauth://…`, to be shown as a QR code'),
  })
  .meta({ id: 'SecondFactorOffer' })
export type SecondFactorOffer = z.infer<typeof secondFactorOffer>

const recoveryCodes = z.array(z.string()).describe('Shown this once; each counts once')

const common = { scope: 'service', tag: 'Identity' } as const

export const provideSecondFactorRoute = describeRoute({
  ...common,
  id: 'provideSecondFactor',
  method: 'post',
  path: '/v1/auth/second-factor',
  access: 'public',
  summary: 'Sign in, second step: the code of the authenticator',
  body: secondFactorAnswer,
  success: { status: 200, description: 'A token for ten minutes', body: sessionTokens },
  problems: [
    'invalid-request',
    'not-signed-in',
    'code-refused',
    'foreign-origin',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const beginSecondFactorRoute = describeRoute({
  ...common,
  id: 'beginSecondFactor',
  method: 'post',
  path: '/v1/me/second-factor',
  access: 'signed-in',
  summary: 'Set up an authenticator (TOTP): the secret',
  description:
    'Counts once it is confirmed. Where one is set up already, a code of that one or a recovery code is needed to put another in its place.',
  body: z
    .strictObject({ code: code.optional(), recoveryCode: recoveryCode.optional() })
    .refine((given) => given.code === undefined || given.recoveryCode === undefined, onlyOne),
  success: { status: 200, description: 'Shown this once', body: secondFactorOffer },
  problems: ['invalid-request', 'not-signed-in', 'code-refused', 'too-many-requests', 'service-unavailable'],
})

export const confirmSecondFactorRoute = describeRoute({
  ...common,
  id: 'confirmSecondFactor',
  method: 'post',
  path: '/v1/me/second-factor/confirm',
  access: 'signed-in',
  summary: 'Set up an authenticator: its first code',
  description: 'This session counts as one with a second factor from here on: use the access token given.',
  body: z.strictObject({ code }),
  success: {
    status: 200,
    description: 'It is asked for at the next sign-in',
    body: sessionTokens.extend({ recoveryCodes }).meta({ id: 'SecondFactorConfirmed' }),
  },
  problems: [
    'invalid-request',
    'not-signed-in',
    'code-refused',
    'transition-not-allowed',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const renewRecoveryCodesRoute = describeRoute({
  ...common,
  id: 'renewRecoveryCodes',
  method: 'post',
  path: '/v1/me/second-factor/recovery-codes',
  access: 'signed-in',
  summary: 'New recovery codes; the old ones count no more',
  body: secondFactorProof,
  success: {
    status: 200,
    description: 'Ten',
    body: z.strictObject({ recoveryCodes }).meta({ id: 'RecoveryCodes' }),
  },
  problems: [
    'invalid-request',
    'not-signed-in',
    'code-refused',
    'transition-not-allowed',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const removeSecondFactorRoute = describeRoute({
  ...common,
  id: 'removeSecondFactor',
  method: 'delete',
  path: '/v1/me/second-factor',
  access: 'signed-in',
  summary: 'Sign in without an authenticator again; not for people with roles',
  body: secondFactorProof,
  success: { status: 204, description: 'It is removed' },
  problems: [
    'invalid-request',
    'not-signed-in',
    'second-factor-needed',
    'code-refused',
    'transition-not-allowed',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const secondFactorRoutes = {
  provideSecondFactor: provideSecondFactorRoute,
  beginSecondFactor: beginSecondFactorRoute,
  confirmSecondFactor: confirmSecondFactorRoute,
  renewRecoveryCodes: renewRecoveryCodesRoute,
  removeSecondFactor: removeSecondFactorRoute,
} as const
