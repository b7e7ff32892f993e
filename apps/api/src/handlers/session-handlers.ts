import type { Clinic } from '@polyclinic/clinic'
import { Refusal, type RefreshForm } from '@polyclinic/contract'
import { endSession, listSessions, logOut, logOutEverywhere, refreshSession } from '@polyclinic/control'
import type { Client, Handlers } from '../edge/index.ts'
import { answerWithSession, refreshCookie, withoutCookie } from './answer-with-session.ts'
import type { HandlerContext } from './handler-context.ts'

type Sessions = Pick<
  Handlers<Clinic>,
  'refresh' | 'logOut' | 'logOutEverywhere' | 'listSessions' | 'endSession'
>

export function sessionHandlers({ provisioner, tokens, ended }: HandlerContext): Sessions {
  return {
    refresh: ({ actor, body, client }) =>
      answerWithSession(body.refresh, client, () => {
        const token = presented(body, client)
        if (token === undefined) throw new Refusal('not-signed-in', {})
        return refreshSession(provisioner, { tokens, ended }, actor, token)
      }),
    async logOut({ actor, body, client }) {
      if (body.refresh === 'cookie') client.requireOwnOrigin()
      await logOut(provisioner, ended, actor, presented(body, client))
      return body.refresh === 'cookie' ? { headers: withoutCookie } : {}
    },
    async logOutEverywhere({ actor }) {
      await logOutEverywhere(provisioner, ended, actor)
      return {}
    },
    listSessions: async ({ actor }) => ({ body: { items: await listSessions(provisioner, actor) } }),
    async endSession({ actor, params }) {
      await endSession(provisioner, ended, actor, params.session)
      return {}
    },
  }
}

/** The refresh token, from the one place where the request says it is. */
function presented({ refresh, refreshToken }: RefreshForm, client: Client): string | undefined {
  if (refresh === 'body') return refreshToken
  if (refreshToken === undefined) return client.cookie(refreshCookie)
  const message = 'is in the cookie'
  throw new Refusal('invalid-request', { issues: [{ pointer: '/refreshToken', message }] })
}
