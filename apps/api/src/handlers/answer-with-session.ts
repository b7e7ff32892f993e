import type { RefreshPlace, SessionTokens } from '@polyclinic/contract'
import type { Client } from '../edge/index.ts'

/** Browsers take a cookie of that prefix from this very host only, encrypted, and for every path (RFC 6265bis). */
export const refreshCookie = '__Host-polyclinic-refresh'
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict'
const thirtyDays = 30 * 24 * 3600

export interface SessionAnswer<T extends SessionTokens> {
  readonly body: T
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Answers with the tokens of a session, the refresh token where it was asked for. For the cookie the page's origin is
 * held against ours before anything is done.
 */
export async function answerWithSession<T extends SessionTokens>(
  place: RefreshPlace,
  client: Client,
  begin: () => Promise<T>,
): Promise<SessionAnswer<T>> {
  if (place === 'body') return { body: await begin() }
  client.requireOwnOrigin()
  const { refreshToken, ...body } = await begin()
  return {
    body: body as T,
    headers: { 'set-cookie': `${refreshCookie}=${refreshToken}; Max-Age=${thirtyDays}; ${attributes}` },
  }
}

export const withoutCookie = { 'set-cookie': `${refreshCookie}=; Max-Age=0; ${attributes}` } as const
