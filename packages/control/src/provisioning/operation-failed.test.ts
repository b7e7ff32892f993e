import { DatabaseUnavailable, MigrationFailed } from '@polyclinic/postgres'
import { describe, expect, test } from 'vitest'
import { explainFailure, OperationFailed } from './operation-failed.ts'

const coded = (code: string, message = 'said the server') => Object.assign(new Error(message), { code })
const migration = (cause: Error & { code?: string }) =>
  new MigrationFailed(
    { file: '0009_x.sql', line: 3, serverMessage: cause.message, sqlState: cause.code, undone: true },
    cause,
  )
const silent = 'The database server eu does not answer: bring it up and run the same command again.'
const full = 'The disk of the database server eu is full: make room and run the same command again.'

describe('what stopped a step, in one sentence', () => {
  test.each([
    ['a refused connection', coded('ECONNREFUSED'), silent],
    ['all addresses of a host refused', new AggregateError([coded('ECONNREFUSED')]), silent],
    ['a server that shuts down', coded('57P01'), silent],
    ['a lost connection, without a code', new Error('Connection terminated unexpectedly'), silent],
    ['the pool’s own word for it', new DatabaseUnavailable('unreachable', coded('57P03')), silent],
    ['a migration that was cut off', migration(coded('57P01')), silent],
    ['a full disk', coded('53100'), full],
    ['a full disk under a migration', migration(coded('53100')), full],
    [
      'a wrong password',
      new DatabaseUnavailable('refused', coded('28P01')),
      "The database server eu refuses the administrator's password: correct the connection and run the same command again.",
    ],
    [
      'a migration that does not fit',
      migration(coded('42P07', 'relation "x" already exists')),
      '0009_x.sql, line 3, failed and nothing of it was kept: relation "x" already exists.',
    ],
    [
      'a lock that was not to be had',
      coded('55P03', 'canceling statement due to lock timeout'),
      'The database server eu reported: canceling statement due to lock timeout. Run the same command again once that is mended.',
    ],
    [
      'our own mistake',
      new TypeError('x is not a function'),
      'It stopped unexpectedly: x is not a function. Run the same command again; if it stops again, report it.',
    ],
  ])('%s', (_what, error, sentence) => {
    expect(explainFailure(error, 'eu')).toBe(sentence)
  })

  test('what was explained already stays as it is', () => {
    const explained = new OperationFailed('The disk of eu is full.', { cause: coded('ECONNREFUSED') })
    expect(explainFailure(explained, 'main')).toBe('The disk of eu is full.')
  })
})
