import type { AddressInfo } from 'node:net'
import type { Hono } from 'hono'
import { createEdgeServer } from '../create-edge-server.ts'

export interface Listening extends AsyncDisposable {
  readonly url: string
  readonly port: number
}

/** Puts an edge on a free port of loopback until the end of the block. */
export async function listen(edge: Hono): Promise<Listening> {
  const server = createEdgeServer(edge)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
