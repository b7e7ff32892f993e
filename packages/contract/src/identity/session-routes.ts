import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { identifier, instant } from '../words.ts'
import { refreshPlace, sessionTokens } from './identity-routes.ts'

const refreshToken = z.string().min(1).max(256)

export const refreshForm = z
  .strictObject({
    refreshToken: refreshToken.optional().describe('Absent where the cookie holds it'),
    refresh: refreshPlace,
  })
  .meta({ id: 'RefreshForm' })
export type RefreshForm = z.infer<typeof refreshForm>

export const signInMethods = ['password', 'link', 'code'] as const

export const session = z
  .strictObject({
    id: identifier,
    current: z.boolean().describe('Whether the request came from it'),
    method: z.enum(signInMethods),
    secondFactor: z.boolean(),
    device: z.string().optional().describe('The program, and from about where'),
    createdAt: instant,
    lastUsedAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

const common = { scope: 'service', tag: 'Identity' } as const

export const refreshRoute = describeRoute({
  ...common,
  id: 'refresh',
  method: 'post',
  path: '/v1/auth/refresh',
  access: 'public',
  summary: 'A new access token, and the next refresh token',
  description:
    'Each refresh token counts once. Where the answer was lost the same request may be repeated within ten seconds; used again later, the token ends its whole session.',
  body: refreshForm,
  success: { status: 200, description: 'A token for ten minutes', body: sessionTokens },
  problems: [
    'invalid-request',
    'not-signed-in',
    'foreign-origin',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const logOutRoute = describeRoute({
  ...common,
  id: 'logOut',
  method: 'post',
  path: '/v1/auth/logout',
  access: 'public',
  summary: 'Sign out here',
  description:
    'Ends the session of the refresh token, in the body or in the cookie; without one that of the access token. Its access tokens end with it.',
  body: refreshForm,
  success: { status: 204, description: 'Signed out, or was before' },
  problems: ['invalid-request', 'not-signed-in', 'foreign-origin', 'service-unavailable'],
})

export const logOutEverywhereRoute = describeRoute({
  ...common,
  id: 'logOutEverywhere',
  method: 'post',
  path: '/v1/auth/logout-everywhere',
  access: 'signed-in',
  summary: 'Sign out everywhere, here too',
  success: { status: 204, description: 'No session is left' },
  problems: ['not-signed-in', 'service-unavailable'],
})

export const listSessionsRoute = describeRoute({
  ...common,
  id: 'listSessions',
  method: 'get',
  path: '/v1/me/sessions',
  access: 'signed-in',
  summary: 'Where I am signed in',
  success: {
    status: 200,
    description: 'All of them, the last used first',
    body: z.strictObject({ items: z.array(session) }).meta({ id: 'SessionList' }),
  },
  problems: ['not-signed-in', 'service-unavailable'],
})

export const endSessionRoute = describeRoute({
  ...common,
  id: 'endSession',
  method: 'delete',
  path: '/v1/me/sessions/{session}',
  access: 'signed-in',
  summary: 'Sign out there',
  params: z.strictObject({ session: identifier }),
  success: { status: 204, description: 'It is ended' },
  problems: ['invalid-request', 'not-signed-in', 'not-found', 'service-unavailable'],
})

export const sessionRoutes = {
  refresh: refreshRoute,
  logOut: logOutRoute,
  logOutEverywhere: logOutEverywhereRoute,
  listSessions: listSessionsRoute,
  endSession: endSessionRoute,
} as const
