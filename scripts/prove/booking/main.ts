import { parseArgs } from 'node:util'
import { type ControlName, controls } from './controls.ts'
import { figuresOf } from './figures.ts'
import { keepHistory } from './keep-history.ts'
import type { Victims } from './kills.ts'
import { wholeNumber } from '../whole-number.ts'
import { runProof } from './run-proof.ts'

/**
 * Proves the booking on a real service under kills: `npm run prove:booking`. Ends with 1 where a promise was broken.
 * With `--control` a defence is taken away, and it ends with 1 where the checker did not notice.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    clients: { type: 'string' },
    seconds: { type: 'string', default: '12' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string' },
    control: { type: 'string' },
  },
})
const control = oneOf('control', values.control, Object.keys(controls)) as ControlName | undefined
const usualKills = { 'synchronous-commit': 'postgres', exclusion: 'none' } as const
const kills = oneOf('kills', values.kills, ['api', 'postgres', 'both', 'none']) as Victims | undefined
const rounds = wholeNumber('rounds', values.rounds ?? (control ? '2' : '12'))
// two must meet within the milliseconds of one statement: with many clients on two cores they queue instead
const clients = wholeNumber('clients', values.clients ?? (control === 'exclusion' ? '8' : '32'))
const seconds = wholeNumber('seconds', values.seconds)
const seed = wholeNumber('seed', values.seed)

console.log(`Seed ${seed}: ${rounds} rounds of ${seconds} s with ${clients} clients on two API processes.`)
if (control) console.log(`Control: ${controls[control].sabotage}.`)
const result = await runProof({
  rounds,
  clients,
  seconds,
  seed,
  control,
  kills: kills ?? (control ? usualKills[control] : 'both'),
  onRound: (round, calls) => process.stderr.write(`round ${round} of ${rounds}: ${calls} calls\n`),
})
const folder = keepHistory(control ? `control-${control}` : 'booking', result)
console.log(`\n${figuresOf(result).join('\n')}\n`)

const shown = 20
for (const { rule, sentence } of result.faults.slice(0, shown)) console.log(`FAULT ${rule}: ${sentence}`)
if (result.faults.length > shown) console.log(`… and ${result.faults.length - shown} more.`)
console.log(`The history is in ${folder}.`)
if (control) {
  const { mustFind } = controls[control]
  const found = result.faults.filter(({ rule }) => rule === mustFind).length
  console.log(`The control ${found > 0 ? `was noticed: ${found} times` : 'was NOT noticed'} (${mustFind}).`)
  process.exitCode = found > 0 ? 0 : 1
} else {
  console.log(result.faults.length === 0 ? 'Every promise was kept.' : `${result.faults.length} faults.`)
  process.exitCode = result.faults.length === 0 ? 0 : 1
}

function oneOf(name: string, given: string | undefined, allowed: readonly string[]): string | undefined {
  if (given !== undefined && !allowed.includes(given)) refuse(`--${name} takes ${allowed.join(', ')}.`)
  return given
}

function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}
