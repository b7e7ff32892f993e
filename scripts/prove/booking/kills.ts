import { setTimeout as pause } from 'node:timers/promises'
import type { ProvenService } from '../service/open-service.ts'
import { clock } from './history.ts'
import type { Random } from './random.ts'

export type Victims = 'api' | 'postgres' | 'both' | 'none'

export interface Kill {
  readonly what: 'api' | 'postgres'
  readonly at: number
  /** When it was up again */
  readonly backAt: number
}

/** Kills once each in a round, at some moment of its middle, and brings back what was killed. */
export async function killInRound(
  service: ProvenService,
  victims: Victims,
  random: Random,
  roundMilliseconds: number,
): Promise<Kill[]> {
  const moment = () => roundMilliseconds * (0.15 + random.fraction() * 0.5)
  const kills: Promise<Kill>[] = []
  if (victims === 'api' || victims === 'both') {
    const api = random.oneOf(service.apis)
    kills.push(killAfter(moment(), 'api', api.kill, api.start))
  }
  if (victims === 'postgres' || victims === 'both') {
    kills.push(killAfter(moment(), 'postgres', service.killPostgres, service.startPostgres))
  }
  return Promise.all(kills)
}

async function killAfter(
  milliseconds: number,
  what: Kill['what'],
  kill: () => Promise<void>,
  start: () => Promise<void>,
): Promise<Kill> {
  await pause(milliseconds)
  const at = clock()
  await kill()
  await start()
  return { what, at, backAt: clock() }
}
