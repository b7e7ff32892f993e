import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../installation/read-settings.ts'
import type { ProofResult } from './run-proof.ts'

/** Writes down what the rules looked at, for who wants to see for themselves; gives the folder. */
export function keepHistory(name: string, { proof, faults, kills, apiLog, serverLog }: ProofResult): string {
  const folder = join(root, '.polyclinic/proof', name)
  mkdirSync(folder, { recursive: true })
  const lines = (all: readonly unknown[]) => all.map((each) => `${JSON.stringify(each)}\n`).join('')
  writeFileSync(join(folder, 'calls.jsonl'), lines(proof.calls))
  writeFileSync(join(folder, 'kills.jsonl'), lines(kills))
  writeFileSync(join(folder, 'faults.jsonl'), lines(faults))
  for (const [table, rows] of Object.entries(proof.state)) {
    writeFileSync(join(folder, `state-${table}.jsonl`), lines(rows))
  }
  writeFileSync(join(folder, 'api.log'), apiLog.join('\n'))
  writeFileSync(join(folder, 'postgres.log'), serverLog.join('\n'))
  return folder
}
