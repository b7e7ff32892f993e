import { Refusal } from '@polyclinic/contract'
import type { Following, LiveEvent } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { framesOf } from './frames-of.ts'
import { beat, frame, LiveStream, opening } from './live-stream.ts'

export interface LiveLimits {
  /** Of this process */
  readonly streams: number
  readonly perAccount: number
  /** Of readers who are not signed in */
  readonly perAddress: number
}

interface Reader {
  readonly stream: LiveStream
  readonly actor: Actor
  /** When it was asked for, by the clock of `performance.now()` */
  readonly began: number
  /** By which streams are counted */
  readonly owner: string
  /** Undefined until it is known what they may follow */
  following: Following | undefined
}

export interface Caller {
  /** What streams of those who are not signed in are counted by */
  readonly address: string
  /** When it asked, by the clock of `performance.now()` */
  readonly began: number
}

export interface OpenedStream {
  readonly body: LiveStream['body']
  /** From now on it is told of this. What was missed goes first. */
  begin(following: Following, missed: readonly LiveEvent[] | undefined, now: number): void
  end(): void
}

const beatMilliseconds = 15_000
/** Whoever had asked before roles changed may be let in a moment later by those of before. */
const doubtMilliseconds = 2_000
const retryAfter = 15

/** The streams that this process holds open: bounded, told of each event once, ended with what they were opened by. */
export class LiveHub {
  readonly #limits: LiveLimits
  readonly #readers = new Set<Reader>()
  readonly #owned = new Map<string, number>()
  readonly #beating: NodeJS.Timeout
  #closed = false

  constructor(limits: LiveLimits) {
    this.#limits = limits
    this.#beating = setInterval(() => {
      for (const { stream } of this.#readers) stream.send(beat)
    }, beatMilliseconds).unref()
  }

  /** Streams open at this moment */
  get size(): number {
    return this.#readers.size
  }

  /**
   * Keeps a place, before it is known what is followed: so nothing ends unnoticed meanwhile.
   * @throws Refusal service-unavailable, too-many-requests
   */
  open(actor: Actor, { address, began }: Caller): OpenedStream {
    if (this.#closed || this.#readers.size >= this.#limits.streams) {
      throw new Refusal('service-unavailable', { retryAfter }, 'No more can follow at the moment.')
    }
    const isAccount = actor.kind === 'account'
    const owner = isAccount ? actor.accountId : address
    const owned = this.#owned.get(owner) ?? 0
    if (owned >= (isAccount ? this.#limits.perAccount : this.#limits.perAddress)) {
      throw new Refusal('too-many-requests', { retryAfter }, 'So many streams are open already.')
    }
    const until = isAccount ? endAt(actor.until, () => stream.end()) : undefined
    const stream = new LiveStream(() => {
      clearTimeout(until)
      this.#forget(reader)
    })
    const reader: Reader = { stream, actor, began, owner, following: undefined }
    this.#readers.add(reader)
    this.#owned.set(owner, owned + 1)
    return {
      body: stream.body,
      begin(following, missed, now) {
        reader.following = following
        stream.send(opening)
        for (const event of missed ?? []) tell(reader, event, framesOf(event))
        stream.send(frame(missed ? 'ready' : 'reset', now, {}))
      },
      end: () => stream.end(),
    }
  }

  tell(event: LiveEvent): void {
    const frames = framesOf(event)
    for (const reader of this.#readers) tell(reader, event, frames)
  }

  /** Something was not heard: it is asked for again, and whoever may have lost a right comes in anew. */
  reset(): void {
    const all = frame('reset', Date.now(), {})
    for (const { stream } of this.#readers) stream.send(all)
    this.#end(({ actor }) => actor.kind === 'account')
  }

  endSession(sessionId: string): void {
    this.#end(({ actor }) => actor.kind === 'account' && actor.sessionId === sessionId)
  }

  endAccount(accountId: string): void {
    this.#end(({ actor }) => actor.kind === 'account' && actor.accountId === accountId)
  }

  /** Ends all of them, and takes no more. */
  close(): void {
    this.#closed = true
    clearInterval(this.#beating)
    for (const { stream } of [...this.#readers]) stream.end()
  }

  #end(which: (reader: Reader) => boolean): void {
    const heard = performance.now()
    const end = () => {
      const former = [...this.#readers].filter((reader) => reader.began <= heard && which(reader))
      for (const { stream } of former) stream.end()
    }
    end()
    setTimeout(end, doubtMilliseconds).unref()
  }

  #forget(reader: Reader): void {
    if (!this.#readers.delete(reader)) return
    const left = (this.#owned.get(reader.owner) ?? 1) - 1
    if (left > 0) this.#owned.set(reader.owner, left)
    else this.#owned.delete(reader.owner)
  }
}

function tell({ stream, following }: Reader, event: LiveEvent, frames: ReturnType<typeof framesOf>): void {
  if (!following) return
  if (event.kind === 'operation') {
    if (following.operations) stream.send(frames.operation)
    return
  }
  if (event.kind === 'slots' && following.slots.has(event.clinicId)) stream.send(frames.slots)
  if (following.schedule.has(event.clinicId)) stream.send(frames.schedule)
}

const endAt = (until: Date | undefined, end: () => void): NodeJS.Timeout | undefined =>
  until && setTimeout(end, Math.max(0, until.getTime() - Date.now())).unref()
