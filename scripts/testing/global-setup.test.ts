import { once } from 'node:events'
import { createConnection } from 'node:net'
import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'

describe('the servers of a test run', () => {
  it('hold a PostgreSQL 18', async () => {
    const client = new pg.Client({ connectionString: inject('adminUrl') })
    await client.connect()
    const { rows } = await client.query(`select current_setting('server_version_num')::int / 10000 as major`)
    await client.end()
    expect(rows).toEqual([{ major: 18 }])
  })

  it.skipIf(inject('redisUrl') === undefined)('hold a Redis', async () => {
    const { hostname, port } = new URL(inject('redisUrl') ?? '')
    const socket = createConnection({ host: hostname, port: Number(port) })
    socket.write('PING\r\n')
    const [answer] = await once(socket, 'data')
    socket.destroy()
    expect(String(answer)).toMatch(/^(\+PONG|-NOAUTH)/)
  })
})
