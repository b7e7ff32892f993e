import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { table } from '../clinics/table.ts'
import { root } from '../installation/read-settings.ts'
import { openBenchClinic } from './bench-clinic.ts'
import { measureGeneration } from './measure-generation.ts'
import { measureReading } from './measure-reading.ts'

/**
 * Measures making and reading a calendar of 100 doctors with 16 slots a day over 28 days against the bare statement, in
 * turns on a durable server of its own. `node scripts/bench/availability.ts [rounds]`
 */
const rounds = Number(process.argv[2] ?? 9)
const [doctors, days] = [100, 28]

await using bench = await openBenchClinic(doctors, days)
const generation = await measureGeneration(bench, { days, rounds })
const reading = await measureReading(bench, { readings: rounds * 40 })
const report = { at: new Date().toISOString(), cores: availableParallelism(), rounds, generation, reading }
const folder = join(root, '.polyclinic/bench')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'availability.json'), `${JSON.stringify(report, null, 2)}\n`)

const { slots, bare, first, byWeeks, again, oneDoctorAgain } = generation
const milliseconds = (value: number) => `${value} ms`
const lines = [
  ...table(
    [`${slots} slots, median of ${rounds}`, 'goal', 'measured', 'time'],
    [
      ['bare insert … select', '', '', milliseconds(bare)],
      ['generated ÷ bare, as slots a second', '≥ 0.7', String(generation.ratio), milliseconds(first)],
      ['the same, a week a statement', '', '', milliseconds(byWeeks)],
      ['again, nothing to do ÷ first', '≤ 0.15', String(generation.againRatio), milliseconds(again)],
      ['again, for one doctor', '', '', milliseconds(oneDoctorAgain)],
    ],
  ),
  '',
  ...table(
    ['reading, p50 of each', 'rows', 'verb', 'bare query', 'verb ÷ bare', 'CPU of Node: verb', 'bare'],
    reading.map((each) => [
      each.name,
      String(each.rows),
      milliseconds(each.verb),
      milliseconds(each.bare),
      String(each.ratio),
      milliseconds(each.verbCpu),
      milliseconds(each.bareCpu),
    ]),
  ),
]
console.log(lines.join('\n'))
