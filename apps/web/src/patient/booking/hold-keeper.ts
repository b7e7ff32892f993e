import type { Hold, NewHold } from '@polyclinic/contract'
import { type Answer, call, type CallInput } from '../../api/index.ts'

export type HoldWish = CallInput<'holdSlot'>['body']

/** How it stands with the time somebody wants. */
export type HoldState =
  | { readonly at: 'asking' }
  | {
      readonly at: 'held'
      readonly hold: Hold
      readonly warnings: NonNullable<NewHold['warnings']>
      /** When it ends, in milliseconds of this browser's clock: reckoned from the service's, wherever ours stands */
      readonly endsAt: number
    }
  | { readonly at: 'ended' }
  | { readonly at: 'refused'; readonly error: unknown }

export interface HoldKeeper {
  read(): HoldState
  watch(listener: () => void): () => void
  /** Holds this time, and gives back the one that was held before. */
  want(wish: HoldWish): void
  /** Asks once more for what was wanted last. */
  again(): void
  /** Makes it longer, once. */
  renew(): Promise<void>
  /** It is ours no more: its time is up, or it has become an appointment. */
  over(state: 'ended' | 'booked' | { readonly error: unknown }): void
  /** Gives back what is held: somebody goes away. */
  leave(): void
}

/**
 * Keeps one time for the reader while they decide. One thing after the other: a time that is given back must be free
 * before it is asked for anew, for somebody else or another visit.
 */
export function holdKeeper(clinic: string): HoldKeeper {
  let state: HoldState = { at: 'asking' }
  let wanted: { readonly wish: HoldWish; readonly key: string } | undefined
  let held: string | undefined
  let turn: Promise<void> = Promise.resolve()
  const listeners = new Set<() => void>()

  const become = (next: HoldState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const keep = ({ body, clockAhead }: Answer<Hold>, warnings: NonNullable<NewHold['warnings']>) => {
    held = body.id
    // its second was cut off: rather a moment too early than too late
    const endsAt = Date.parse(body.expiresAt) - clockAhead - 1_000
    become({ at: 'held', hold: body, warnings, endsAt })
  }
  const giveBack = async () => {
    if (held === undefined) return
    const hold = held
    held = undefined
    // a hold that cannot be given back ends by itself
    await call('releaseHold', { clinic, params: { hold }, keepalive: true }).catch(() => undefined)
  }
  const take = async (mine: NonNullable<typeof wanted>) => {
    await giveBack()
    if (wanted !== mine) return
    try {
      const answer = await call('holdSlot', { clinic, body: mine.wish, idempotencyKey: mine.key })
      keep(answer, answer.body.warnings ?? [])
    } catch (error) {
      if (wanted === mine) become({ at: 'refused', error })
    }
    if (wanted !== mine) await giveBack()
  }
  const ask = (mine: NonNullable<typeof wanted>) => {
    wanted = mine
    become({ at: 'asking' })
    turn = turn.then(() => take(mine))
  }
  return {
    read: () => state,
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    want(wish) {
      if (wanted && JSON.stringify(wish) === JSON.stringify(wanted.wish)) return
      ask({ wish, key: crypto.randomUUID() })
    },
    again() {
      if (!wanted) return
      // an answer that was lost may have been a hold: the same key asks for the same one
      const lost = state.at === 'refused' && !('problem' in (state.error as object))
      ask({ wish: wanted.wish, key: lost ? wanted.key : crypto.randomUUID() })
    },
    async renew() {
      if (state.at !== 'held') return
      const { hold, warnings } = state
      const answer = await call('renewHold', { clinic, params: { hold: hold.id } })
      if (held === hold.id) keep(answer, warnings)
    },
    over(how) {
      held = undefined
      if (how === 'booked') wanted = undefined
      else become(how === 'ended' ? { at: 'ended' } : { at: 'refused', error: how.error })
    },
    leave() {
      wanted = undefined
      turn = turn.then(giveBack)
    },
  }
}
