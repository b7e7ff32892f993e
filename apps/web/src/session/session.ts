import type { Me, SessionTokens } from '@polyclinic/contract'
import { call, callAs, callAsNobody, isProblem } from '../api/index.ts'
import { keep as keepHere, kept, openChannel } from '../storage/index.ts'

/** Who sits before this browser: `unknown` until the first answer has come. */
export type Session =
  | { readonly state: 'unknown' }
  | { readonly state: 'nobody' }
  | { readonly state: 'signed-in'; readonly me: Me }

/** The refresh token is in a cookie that no script reads; this only says that asking for it makes sense. */
const hint = 'polyclinic:signed-in'
/** A token that ends within this time is replaced before it is used, in milliseconds. */
const early = 30_000

let session: Session = { state: 'unknown' }
let token: { readonly text: string; readonly until: number } | undefined
let refreshing: Promise<string | undefined> | undefined
const listeners = new Set<() => void>()
const otherTabs = openChannel('polyclinic:session')

export const readSession = (): Session => session
export function watchSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Called once at the start: finds out who is there, and takes part in every call from then on. */
export async function openSession(): Promise<void> {
  callAs({
    token: currentToken,
    async renewed(refused) {
      if (token?.text === refused) token = undefined
      return refresh()
    },
  })
  otherTabs.onmessage = ({ data }) => {
    // by the cookie of whoever came in there: the token at hand may be of who was here before
    if (data !== 'left') return void renew()
    dropDrafts()
    forget()
  }
  if (kept(hint)) await learn()
  else become({ state: 'nobody' })
}

/** Takes the tokens of any way of signing in. */
export async function enter(tokens: SessionTokens): Promise<Me | undefined> {
  keep(tokens)
  keepHere(hint, '1')
  const me = await learn()
  otherTabs.postMessage('entered')
  return me
}

/** Asks who this is, again: after a change of the profile or of a role. */
export async function learn(): Promise<Me | undefined> {
  try {
    const { body } = await call('me', {})
    become({ state: 'signed-in', me: body })
    return body
  } catch (error) {
    if (isProblem(error, 'not-signed-in')) forget()
    // the service is away: whoever was here still is
    else if (session.state === 'unknown') become({ state: 'nobody' })
    return undefined
  }
}

/** Asks under a new token, since the one at hand says what counted when it was made: after a role was given. */
export async function renew(): Promise<Me | undefined> {
  token = undefined
  return learn()
}

/** Signs out here; with `everywhere` on every device. */
export async function leave(everywhere = false): Promise<void> {
  if (everywhere) await call('logOutEverywhere', {})
  else await call('logOut', { body: { refresh: 'cookie' } })
  dropDrafts()
  forget()
  otherTabs.postMessage('left')
}

/** A token that is good for a while yet; undefined for nobody. */
export async function currentToken(): Promise<string | undefined> {
  if (token && Date.now() < token.until - early) return token.text
  return token || kept(hint) ? refresh() : undefined
}

/** Forgets whoever was here: their session has ended. */
export function forget(): void {
  token = undefined
  keepHere(hint, undefined)
  become({ state: 'nobody' })
}

/** What was typed and not saved yet stays through a session's end, and goes with who signs out. */
function dropDrafts(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith('polyclinic:draft:')) sessionStorage.removeItem(name)
  }
}

/** One at a time over all tabs: each refresh token counts once. */
function refresh(): Promise<string | undefined> {
  refreshing ??= navigator.locks
    .request('polyclinic:refresh', async () => {
      try {
        const { body } = await callAsNobody('refresh', { body: { refresh: 'cookie' } })
        return keep(body)
      } catch (error) {
        if (!isProblem(error, 'not-signed-in')) throw error
        forget()
        return undefined
      }
    })
    .finally(() => (refreshing = undefined))
  return refreshing
}

function keep({ accessToken, expiresIn }: SessionTokens): string {
  token = { text: accessToken, until: Date.now() + expiresIn * 1_000 }
  return accessToken
}

function become(next: Session): void {
  session = next
  for (const listener of listeners) listener()
}
