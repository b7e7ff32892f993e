import { expect, test } from 'vitest'
import { readSettings } from './read-settings.ts'

test('with nothing set, it is the embedded server on its own port', () => {
  expect(readSettings({})).toMatchObject({ databaseUrl: undefined, postgresPort: 54_329, production: false })
})

test('servers of the fleet are found by the names of their variables', () => {
  const url = 'postgres://admin:x@db:5432/postgres'
  expect([...readSettings({ POLYCLINIC_SERVER_EU_1_URL: url }).serverUrls]).toEqual([['EU_1', url]])
})

test.each([
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is not a Postgres address: write postgres://'],
  [
    { POLYCLINIC_SERVER_EU_URL: 'db' },
    'POLYCLINIC_SERVER_EU_URL is not a Postgres address: write postgres://',
  ],
  [{ POLYCLINIC_POSTGRES_PORT: 'eighty' }, 'POLYCLINIC_POSTGRES_PORT is not a port: write a number'],
  [{ PORT: '65536' }, 'PORT is not a port: write a number'],
])('%j is refused in one sentence', (environment, sentence) => {
  expect(() => readSettings(environment)).toThrow(sentence)
})
