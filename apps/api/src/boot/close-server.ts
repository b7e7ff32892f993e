import { once } from 'node:events'
import type { Server } from 'node:http'

const graceMilliseconds = 5_000

/** Finishes the requests under way; who keeps a connection open for more, or dawdles, is cut off. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // a connection comes to rest when its last answer is out, and would then be kept for seconds
  const resting = setInterval(() => server.closeIdleConnections(), 20)
  const late = setTimeout(() => server.closeAllConnections(), graceMilliseconds)
  await closed
  clearInterval(resting)
  clearTimeout(late)
}
