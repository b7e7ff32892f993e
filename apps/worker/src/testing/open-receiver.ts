import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly event: { readonly id: string; readonly [field: string]: unknown }
}

export interface Receiver extends AsyncDisposable {
  readonly url: string
  /** A status, silence, or a cut in the middle */
  mood: number | 'silent' | 'cut'
  /** Said with a status that refuses */
  retryAfter?: string
  readonly received: Received[]
}

/** Somebody's endpoint for webhooks, on this machine. */
export async function openReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    receiver.received.push({ headers: request.headers, text, event: JSON.parse(text) })
    if (receiver.mood === 'cut') request.socket.destroy()
    else if (receiver.mood !== 'silent') {
      const wish = receiver.retryAfter
      response.writeHead(receiver.mood, wish === undefined ? {} : { 'retry-after': wish }).end()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    mood: 200,
    received: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
  return receiver
}
