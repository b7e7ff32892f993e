import { median, round } from '../timed.ts'
import type { Scene } from './open-scene.ts'
import type { Stream } from './request-client.ts'
import { sendStream } from './send-stream.ts'

export const requestNames = ['slot, signed out', 'slot, signed in', 'own appointments', 'booking'] as const
export type RequestName = (typeof requestNames)[number]

export interface CpuFigures {
  /** Microseconds of the API's process for one request: the median of the rounds */
  readonly perRequest: Readonly<Record<RequestName, number>>
  readonly perSecond: Readonly<Record<RequestName, number>>
  /** Of authenticating alone, with a token that is remembered, in a process of its own */
  readonly authenticating: number
}

/** What requests cost the API's process, all through the whole stack, in turns. */
export async function measureCpu(
  scene: Scene,
  pace: { rounds: number; seconds: number },
): Promise<CpuFigures> {
  const took = new Map(requestNames.map((name) => [name, [] as { cpu: number; perSecond: number }[]]))
  // the first turn warms up and does not count
  for (let turn = 0; turn <= pace.rounds; turn++) {
    for (const name of turn % 2 === 0 ? requestNames : requestNames.toReversed()) {
      const reading = await measureOne(scene, name, pace.seconds, turn)
      if (turn > 0) took.get(name)?.push(reading)
    }
  }
  const of = (key: 'cpu' | 'perSecond') =>
    Object.fromEntries(
      [...took].map(([name, all]) => [name, round(median(all.map((each) => each[key])))]),
    ) as Record<RequestName, number>
  return {
    perRequest: of('cpu'),
    perSecond: of('perSecond'),
    authenticating: await measureAuthenticating(scene),
  }
}

/** Few enough that each is verified before it counts. */
const people = 500

async function measureOne(scene: Scene, name: RequestName, seconds: number, turn: number) {
  const { port, clinicPath } = scene
  if (name === 'booking') await scene.emptyCalendar()
  const tokens = name === 'slot, signed out' ? [] : (await scene.issueTokens()).slice(0, people)
  const common = { port, connections: 32, seconds, tokens, label: `cpu-${turn}` }
  const stream: Stream =
    name === 'booking'
      ? { ...common, method: 'POST', path: `${clinicPath}/appointments`, bodies: scene.bookings }
      : name === 'own appointments'
        ? { ...common, method: 'GET', path: `${clinicPath}/appointments` }
        : { ...common, method: 'GET', path: `${clinicPath}/slots/${scene.slotId}` }
  // each token is verified once before it counts: what is measured is the request of somebody who is known
  if (tokens.length > 0) {
    await sendStream(
      { ...common, method: 'GET', path: `${clinicPath}/slots/${scene.slotId}`, seconds: 1 },
      200,
    )
  }
  const before = await scene.cpuSeconds()
  const { answered, perSecond } = await sendStream(stream, name === 'booking' ? 201 : 200)
  const after = await scene.cpuSeconds()
  return { cpu: ((after - before) * 1e6) / answered, perSecond }
}

const loads = 200_000

async function measureAuthenticating({ actors, issueTokens }: Scene): Promise<number> {
  const tokens = await issueTokens()
  for (const token of tokens) await actors.load(token)
  const before = process.cpuUsage()
  for (let nth = 0; nth < loads; nth++) await actors.load(tokens[nth % tokens.length] as string)
  const { user, system } = process.cpuUsage(before)
  return round((user + system) / loads)
}
