import type { RefreshPlace, SessionTokens } from '@polyclinic/contract'
import type { Client } from '../edge/index.ts'

export interface SessionAnswer {
  readonly body: SessionTokens
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Answers with the tokens of a session, the refresh token where it was asked for. What gives them is done after the
 * page's origin was held against ours.
 */
export async function answerWithSession(
  _place: RefreshPlace,
  _client: Client,
  begin: () => Promise<SessionTokens>,
): Promise<SessionAnswer> {
  return { body: await begin() }
}
