import type { RushResult } from './run-rush.ts'

/** What a rush broke, each in a sentence; nothing is right. */
export function faultsOf(result: RushResult): string[] {
  const { rounds, uneven, takenOnce, appointments, strange, errors } = result
  return [
    uneven > 0 && `${uneven} rounds had not exactly one success.`,
    takenOnce !== rounds && `${takenOnce} of ${rounds} slots are taken once.`,
    appointments !== rounds && `${appointments} appointments came of ${rounds} rounds.`,
    ...[...strange].map(([answer, many]) => `${many} answers were ${answer}`),
    ...errors.slice(0, 10).map((line) => `The server’s log tells of ${line}`),
  ].filter((fault) => fault !== false)
}
