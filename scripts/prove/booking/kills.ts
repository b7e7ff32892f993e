import { setTimeout as pause } from 'node:timers/promises'
import type { ProvenApi } from '../service/start-api.ts'
import type { ProvenService } from '../service/open-service.ts'
import { clock } from './history.ts'
import type { Random } from './random.ts'

export type Victims = 'api' | 'postgres' | 'both' | 'none'

export interface Kill {
  readonly what: 'api' | 'postgres'
  /** Which of the API's processes */
  readonly api?: number
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
    const nth = random.below(service.apis.length)
    const api = service.apis[nth] as ProvenApi
    kills.push(killAfter(moment(), { what: 'api', api: nth }, api.kill, api.start))
  }
  if (victims === 'postgres' || victims === 'both') {
    kills.push(killAfter(moment(), { what: 'postgres' }, service.killPostgres, service.startPostgres))
  }
  return Promise.all(kills)
}

async function killAfter(
  milliseconds: number,
  whom: Pick<Kill, 'what' | 'api'>,
  kill: () => Promise<void>,
  start: () => Promise<void>,
): Promise<Kill> {
  await pause(milliseconds)
  const at = clock()
  await kill()
  await start()
  return { ...whom, at, backAt: clock() }
}
