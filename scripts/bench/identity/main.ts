import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { table } from '../../clinics/table.ts'
import { root } from '../../installation/read-settings.ts'
import { round } from '../timed.ts'
import { measureCpu, requestNames } from './measure-cpu.ts'
import { measureLogins } from './measure-logins.ts'
import { logins, openScene } from './open-scene.ts'

/**
 * Measures what authentication costs a request, and what people who sign in cost those who book, on a durable server of
 * its own. `node scripts/bench/identity/main.ts [--rounds 4] [--seconds 2] [--only cpu|logins]`
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
})
const pace = { rounds: Number(values.rounds), seconds: Number(values.seconds) }
const wanted = (part: string): boolean => values.only === undefined || values.only === part

await using scene = await openScene()
const cpu = wanted('cpu') ? await measureCpu(scene, pace) : undefined
const signingIn = wanted('logins') ? await measureLogins(scene, pace) : undefined
const lines = [...(cpu ? linesOfCpu(cpu) : []), '', ...(signingIn ? linesOfLogins(signingIn) : [])]
const folder = join(root, '.polyclinic/bench')
mkdirSync(folder, { recursive: true })
const report = {
  at: new Date().toISOString(),
  cores: availableParallelism(),
  ...pace,
  cpu,
  logins: signingIn,
}
writeFileSync(join(folder, 'identity.json'), `${JSON.stringify(report, null, 2)}\n`)
console.log(lines.join('\n'))

function linesOfCpu({ perRequest, perSecond, authenticating }: NonNullable<typeof cpu>): string[] {
  const added = perRequest['slot, signed in'] - perRequest['slot, signed out']
  const share = (part: number) => round((part / perRequest.booking) * 100)
  return [
    `CPU of the API's process, 32 connections, medians of ${pace.rounds} rounds of ${pace.seconds} s:`,
    ...table(
      ['request', 'µs each', 'per second'],
      requestNames.map((name) => [name, String(perRequest[name]), String(Math.round(perSecond[name]))]),
    ),
    `signed in costs a slot ${round(added)} µs, ${round(perRequest['slot, signed in'] / perRequest['slot, signed out'])} times; authenticating alone takes ${authenticating} µs`,
    verdict(
      `authentication, of a booking's CPU: ${share(added)} %, by itself ${share(authenticating)} %`,
      '≤ 5 %',
      share(Math.max(added, authenticating)) <= 5,
    ),
  ]
}

function linesOfLogins({ rate, idle, busy, loginsPerSecond }: NonNullable<typeof signingIn>): string[] {
  const ratio = round(busy.p99 / idle.p99)
  return [
    `Bookings at ${rate}/s, half of what the API takes; ${logins} people sign in, ${loginsPerSecond}/s:`,
    ...table(
      ['', 'p50', 'p99'],
      [
        ['nobody signs in', `${idle.p50} ms`, `${idle.p99} ms`],
        ['while they do', `${busy.p50} ms`, `${busy.p99} ms`],
      ],
    ),
    verdict(`p99 while they do ÷ p99 when nobody does: ${ratio}`, '≤ 2', ratio <= 2),
  ]
}

function verdict(figure: string, goal: string, met: boolean): string {
  return `${met ? 'met    ' : 'not met'} ${figure} (${goal})`
}
