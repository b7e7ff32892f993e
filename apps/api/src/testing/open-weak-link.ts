import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A way to a Postgres server that a test can break. */
export interface WeakLink extends AsyncDisposable {
  /** The server's address through the link. */
  readonly url: string
  /** Ends all connections and refuses new ones, like a server that is down. */
  cut(): Promise<void>
  /** Says nothing more, on old connections and new ones, like a network that loses packets. */
  freeze(): void
  /** Lets new connections through again; frozen ones are ended. */
  mend(): Promise<void>
}

export async function openWeakLink(serverUrl: string): Promise<WeakLink> {
  const target = new URL(serverUrl)
  const open = new Set<Socket>()
  let frozen = false
  const join = (client: Socket) => {
    const upstream = frozen ? undefined : connect(Number(target.port), target.hostname)
    for (const socket of upstream ? [client, upstream] : [client]) {
      open.add(socket.setNoDelay(true))
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream?.destroy()
      })
    }
    if (upstream) client.pipe(upstream).pipe(client)
  }
  const destroyAll = () => open.forEach((socket) => socket.destroy())
  let server: Server | undefined = await listen(join, 0)
  const { port } = server.address() as AddressInfo
  const cut = async () => {
    const closing = server
    server = undefined
    const closed = closing && once(closing, 'close')
    closing?.close()
    destroyAll()
    await closed
  }
  const url = new URL(serverUrl)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    cut,
    freeze() {
      frozen = true
      for (const socket of open) socket.unpipe().pause()
    },
    async mend() {
      if (frozen) destroyAll()
      frozen = false
      server ??= await listen(join, port)
    },
    [Symbol.asyncDispose]: cut,
  }
}

async function listen(onConnection: (client: Socket) => void, port: number): Promise<Server> {
  const server = createServer(onConnection).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}
