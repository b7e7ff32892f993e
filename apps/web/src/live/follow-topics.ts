import type { QueryClient } from '@tanstack/react-query'
import { readSession, watchSession } from '../session/index.ts'
import { openChannel } from '../storage/index.ts'
import { ForgottenAnswers } from './forget-answers.ts'
import { Stream } from './live-stream.ts'
import type { LiveMessage } from './read-events.ts'

/** What tabs say to one another; the one that holds the stream listens to what the others want. */
type Word =
  | { readonly kind: 'want'; readonly tab: string; readonly topics: readonly string[] }
  | { readonly kind: 'who' }
  | { readonly kind: 'told'; readonly message: LiveMessage }

/** A page that nobody has looked at for so long is told nothing, and asks for everything when somebody comes back. */
const hiddenLong = 5 * 60_000

let tab: Tab | undefined

/** Follows topics in this tab until the function that it gives is called. */
export function followTopics(topics: readonly string[], queries: QueryClient): () => void {
  tab ??= new Tab(queries)
  return tab.follow(topics)
}

/**
 * One of this browser's tabs. Browsers open six connections to a server, so the tabs share one stream: the one that has
 * the lock opens it, and tells the others.
 */
class Tab {
  readonly #id = crypto.randomUUID()
  readonly #channel = openChannel('polyclinic:live')
  readonly #answers: ForgottenAnswers
  readonly #stream = new Stream((message) => this.#hear(message))
  /** What pages of this tab want, each as often as it was asked for */
  #own: string[] = []
  readonly #others = new Map<string, readonly string[]>()
  #resting = false
  #leads = false
  #queue: AbortController | undefined
  #stepDown: (() => void) | undefined
  #hidden: ReturnType<typeof setTimeout> | undefined

  constructor(queries: QueryClient) {
    this.#answers = new ForgottenAnswers(queries)
    this.#channel.onmessage = ({ data }: MessageEvent<Word>) => this.#listen(data)
    document.addEventListener('visibilitychange', () => this.#look())
    addEventListener('pagehide', () => this.#rest())
    addEventListener('pageshow', ({ persisted }) => persisted && this.#wake())
    addEventListener('online', () => this.#leads && this.#stream.again())
    let who = whoIsHere()
    watchSession(() => {
      const former = who
      who = whoIsHere() ?? who
      // whoever was only found out was asked for already
      if (former !== undefined && former !== who && this.#leads) this.#stream.again()
    })
  }

  follow(topics: readonly string[]): () => void {
    this.#own = [...this.#own, ...topics]
    this.#want()
    return () => {
      const rest = [...this.#own]
      for (const topic of topics) rest.splice(rest.indexOf(topic), 1)
      this.#own = rest
      this.#want()
    }
  }

  get #topics(): readonly string[] {
    return this.#resting ? [] : this.#own
  }

  #want(): void {
    this.#say({ kind: 'want', tab: this.#id, topics: this.#topics })
    if (this.#leads) this.#open()
    if (this.#topics.length > 0) void this.#standInLine()
    else this.#leave()
  }

  async #standInLine(): Promise<void> {
    if (this.#queue) return
    const queue = new AbortController()
    this.#queue = queue
    try {
      await navigator.locks.request('polyclinic:live', { signal: queue.signal }, () => this.#lead())
    } catch {
      // not waited for any more; or, inside somebody else's page, closed to us: then each for itself
      if (!queue.signal.aborted) void this.#lead()
    }
  }

  /** Until this tab steps down, or is closed */
  #lead(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#stepDown = resolve
    this.#leads = true
    this.#others.clear()
    this.#say({ kind: 'who' })
    this.#open()
    return promise
  }

  #leave(): void {
    this.#queue?.abort()
    this.#queue = undefined
    this.#leads = false
    this.#stream.end()
    this.#stepDown?.()
    this.#stepDown = undefined
  }

  #open(): void {
    this.#stream.follow([...this.#topics, ...[...this.#others.values()].flat()])
  }

  #say(word: Word): void {
    this.#channel.postMessage(word)
  }

  #listen(word: Word): void {
    if (word.kind === 'told') this.#take(word.message)
    else if (word.kind === 'who') this.#say({ kind: 'want', tab: this.#id, topics: this.#topics })
    else if (this.#leads) {
      this.#others.set(word.tab, word.topics)
      this.#open()
    }
  }

  #hear(message: LiveMessage): void {
    this.#take(message)
    if (message.event !== 'ready') this.#say({ kind: 'told', message })
  }

  #take({ event, data }: LiveMessage): void {
    if (event === 'reset') this.#answers.addAll()
    else this.#answers.add(event, (data as { clinic?: string } | null)?.clinic)
  }

  #look(): void {
    clearTimeout(this.#hidden)
    if (document.hidden) this.#hidden = setTimeout(() => this.#rest(), hiddenLong)
    else if (this.#resting) this.#wake()
    else this.#answers.flushSoon()
  }

  #rest(): void {
    this.#resting = true
    this.#want()
  }

  #wake(): void {
    this.#resting = false
    this.#want()
    this.#answers.addAll()
  }
}

function whoIsHere(): string | undefined {
  const session = readSession()
  return session.state === 'signed-in' ? session.me.accountId : session.state === 'nobody' ? '' : undefined
}
