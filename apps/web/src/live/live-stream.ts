import { callForStream, isProblem, ProblemError } from '../api/index.ts'
import { type LiveMessage, readEvents } from './read-events.ts'

/** The server gives a sign every 15 seconds: after three of them the connection is dead, whatever it says. */
const silence = 45_000
const shortest = 1_000
const longest = 30_000
/** As many as the server takes */
const mostTopics = 10

/**
 * The one stream of this browser: open while there is something to follow, and again after each loss, from where it was.
 * A topic that is refused does not keep the others from being told.
 */
export class Stream {
  readonly #onMessage: (message: LiveMessage) => void
  #topics: readonly string[] = []
  readonly #refused = new Set<string>()
  #lastId: string | undefined
  #failures = 0
  #underWay: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onMessage: (message: LiveMessage) => void) {
    this.#onMessage = onMessage
  }

  follow(topics: readonly string[]): void {
    const wanted = [...new Set(topics)].sort()
    if (wanted.join() === this.#topics.join()) return
    this.#topics = wanted
    this.again()
  }

  /** Comes anew: as somebody else, or since there is a connection again. */
  again(): void {
    this.#refused.clear()
    this.#failures = 0
    this.#stop()
    // topics that come and go with a page are one change
    this.#timer = setTimeout(() => void this.#run(), 20)
  }

  end(): void {
    this.#topics = []
    this.#lastId = undefined
    this.#stop()
  }

  #stop(): void {
    this.#underWay?.abort()
    this.#underWay = undefined
    clearTimeout(this.#timer)
  }

  async #run(): Promise<void> {
    const topics = this.#topics.filter((topic) => !this.#refused.has(topic)).slice(0, mostTopics)
    if (topics.length === 0) return
    const underWay = new AbortController()
    this.#underWay = underWay
    let pause = shortest
    try {
      await this.#read(topics, underWay)
    } catch (error) {
      if (this.#underWay !== underWay) return
      if (isRefused(error)) await this.#find(topics, underWay.signal)
      else pause = Math.min(longest, shortest * 2 ** this.#failures++)
    }
    if (this.#underWay !== underWay) return
    clearTimeout(this.#timer)
    // drawn, so that not all come again in the same instant when a server was restarted
    this.#timer = setTimeout(() => void this.#run(), pause * (0.5 + Math.random()))
  }

  async #read(topics: readonly string[], underWay: AbortController): Promise<void> {
    const response = await this.#open(topics, underWay.signal)
    let silent: ReturnType<typeof setTimeout> | undefined
    const onSign = () => {
      clearTimeout(silent)
      silent = setTimeout(() => underWay.abort(), silence)
    }
    onSign()
    try {
      await readEvents(
        response,
        (message) => {
          this.#failures = 0
          this.#lastId = message.id ?? this.#lastId
          this.#onMessage(message)
        },
        onSign,
      )
    } finally {
      clearTimeout(silent)
    }
  }

  #open(topics: readonly string[], signal: AbortSignal): Promise<Response> {
    const since = this.#lastId === undefined ? undefined : { 'last-event-id': this.#lastId }
    return callForStream('followLive', { query: { topics: topics.join() }, signal }, since)
  }

  /** Which of them it is that is refused: one is refused for all. */
  async #find(topics: readonly string[], signal: AbortSignal): Promise<void> {
    if (topics.length === 1) return void this.#refused.add(topics[0] as string)
    for (const topic of topics) {
      try {
        await (await this.#open([topic], signal)).body?.cancel()
      } catch (error) {
        if (isRefused(error)) this.#refused.add(topic)
      }
    }
  }
}

/** Asking again would change nothing until somebody else sits here. */
const isRefused = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.status < 500 && !isProblem(error, 'too-many-requests')
