import { createServer, type AddressInfo } from 'node:net'

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0)
  if (port === undefined) throw new Error('No port of 127.0.0.1 is free: close other programs and try again.')
  return port
}

/** Whether a program could listen on a port of 127.0.0.1 now. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((settle, fail) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') settle(undefined)
      else fail(error)
    })
    server.listen({ port, host: '127.0.0.1' }, () => {
      const found = (server.address() as AddressInfo).port
      server.close(() => settle(found))
    })
  })
}
