import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { inject } from 'vitest'
import { asAdmin } from './as-admin.ts'
import { eventually } from './eventually.ts'

/**
 * The server's log up to now, or only the lines of one database.
 * It holds everything written before the call, so that "no deadlock" can be asserted.
 */
export async function serverLog(database?: string): Promise<string> {
  const mark = `test-log-mark-${randomBytes(8).toString('hex')}`
  // the log arrives through a pipe, in order: once the mark is there, so is all that came before
  await asAdmin((client) => client.query(`do $$ begin raise log '${mark}'; end $$`))
  const text = await eventually(async () => {
    const soFar = await readFile(inject('serverLogFile'), 'utf8')
    return soFar.includes(mark) ? soFar : undefined
  })
  const lines = text.split('\n').filter((line) => !line.includes('test-log-mark-'))
  return lines.filter((line) => database === undefined || line.includes(`] ${database} `)).join('\n')
}
