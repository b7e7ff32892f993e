import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WorkerMetrics } from './create-metrics.ts'

/** Serves `/live`, `/ready` and `/metrics` where a port is set. */
export async function serveHealth(
  place: { readonly host: string; readonly port: number | undefined },
  health: { ready(): boolean; metrics: WorkerMetrics },
): Promise<{ port: number | undefined; stop(): Promise<void> }> {
  if (place.port === undefined) return { port: undefined, stop: async () => {} }
  const server = createServer((request, response) => void answer(request.url ?? '', response, health))
  server.listen(place.port, place.host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function answer(
  path: string,
  response: ServerResponse,
  { ready, metrics }: { ready(): boolean; metrics: WorkerMetrics },
): Promise<void> {
  switch (path) {
    case '/live':
      return end(response, 200, '{"status":"live"}')
    case '/ready':
      return ready() ? end(response, 200, '{"status":"ready"}') : end(response, 503, '{"status":"away"}')
    case '/metrics':
      return end(response, 200, await metrics.read(), 'text/plain; version=0.0.4')
    default:
      return end(response, 404, '{"status":"unknown"}')
  }
}

function end(response: ServerResponse, status: number, body: string, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
