import { quantile } from '../quantile.ts'
import { round } from '../timed.ts'
import { logins, type Scene } from './open-scene.ts'
import { sendStream } from './send-stream.ts'

export interface LoginFigures {
  /** Bookings a second: half of what the API takes when it is asked for as much as it can */
  readonly rate: number
  readonly idle: { readonly p50: number; readonly p99: number }
  readonly busy: { readonly p50: number; readonly p99: number }
  readonly loginsPerSecond: number
}

/** Bookings at a fixed rate, alone and while twenty people sign in again and again, in turns. */
export async function measureLogins(
  scene: Scene,
  pace: { rounds: number; seconds: number },
): Promise<LoginFigures> {
  const { port, clinicPath, bookings, credentials } = scene
  const { seconds } = pace
  let series = 0
  const book = async (connections: number, rate?: number) => {
    await scene.emptyCalendar()
    const tokens = await scene.issueTokens()
    const path = `${clinicPath}/appointments`
    const label = `logins-${++series}`
    const stream = {
      port,
      method: 'POST',
      path,
      connections,
      seconds,
      label,
      tokens,
      bodies: bookings,
    } as const
    return sendStream({ ...stream, ...(rate !== undefined && { rate }) }, 201)
  }
  await book(32)
  const rate = Math.floor((await book(32)).perSecond / 2)
  const idle: number[] = []
  const busy: number[] = []
  let signedIn = 0
  const signingIn = async () => {
    const common = { port, method: 'POST', path: '/v1/auth/login', tokens: [], label: 'login' } as const
    // for longer than the bookings, so that these see nothing else
    const stream = { ...common, connections: logins, seconds: seconds + 2, bodies: credentials, again: true }
    signedIn += (await sendStream(stream, 200)).perSecond / pace.rounds
  }
  for (let turn = 0; turn < pace.rounds; turn++) {
    idle.push(...(await book(64, rate)).latencies)
    const [{ latencies }] = await Promise.all([book(64, rate), signingIn()])
    busy.push(...latencies)
  }
  const spread = (all: number[]) => ({ p50: round(quantile(all, 0.5)), p99: round(quantile(all, 0.99)) })
  return { rate, idle: spread(idle), busy: spread(busy), loginsPerSecond: round(signedIn) }
}
