import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { readMessages } from './read-messages.ts'

/** `answered`: the server has done the statement and its answer never arrives. `sent`: the server is about to begin. */
export type CutMoment = 'sent' | 'answered'

export interface CuttingProxy extends AsyncDisposable {
  /** The administrator's address through the proxy. */
  readonly url: string
  /** The statements that were counted, in order; the last one is the one it cut at. */
  readonly statements: readonly string[]
  /** The databases that were connected to, in order, each time. */
  readonly databases: readonly string[]
}

export interface CutPlan {
  /** Counts from the first statement that matches; everything when absent. */
  readonly from?: RegExp
  /** Which statement to cut at, 1 being the first counted; never when absent. */
  readonly at?: number
  readonly moment?: CutMoment
  /** Called at the cut, before the connections go: where to kill the process. */
  readonly onCut?: () => void
}

/**
 * Stands between a process and its Postgres and counts the statements. At the chosen one it cuts every connection and
 * takes no more: to the server it looks as if the process had been killed there. Nothing in the process knows of it.
 */
export async function openCuttingProxy(adminUrl: string, plan: CutPlan = {}): Promise<CuttingProxy> {
  const target = new URL(adminUrl)
  const statements: string[] = []
  const databases: string[] = []
  const open = new Set<Socket>()
  let isCut = false
  const cut = () => {
    if (isCut) return
    isCut = true
    plan.onCut?.()
    for (const socket of open) socket.destroy()
  }
  const counts = (text: string): boolean => {
    if (statements.length === 0 && plan.from && !plan.from.test(text)) return false
    statements.push(text)
    return statements.length === plan.at
  }
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => {})
    }
    if (isCut) return client.destroy()
    const moment = plan.moment ?? 'answered'
    couple(client, upstream, {
      counts,
      cut,
      moment,
      isCut: () => isCut,
      opens: (name) => databases.push(name),
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(adminUrl)
  url.port = String((server.address() as { port: number }).port)
  return {
    url: url.href,
    statements,
    databases,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Coupling {
  counts(text: string): boolean
  cut(): void
  moment: CutMoment
  isCut(): boolean
  opens(database: string): void
}

function couple(client: Socket, upstream: Socket, { counts, cut, moment, isCut, opens }: Coupling): void {
  let text = ''
  let doomed = false
  const fromClient = readMessages({ startsUntyped: true }, (type, body) => {
    if (type === '') opens(/\0database\0([^\0]+)/.exec(body.toString('utf8'))?.[1] ?? '')
    if (type === 'Q') text = body.toString('utf8', 0, body.length - 1)
    // name, then text, both ended by a zero byte
    if (type === 'P') text = body.toString('utf8', body.indexOf(0) + 1, body.indexOf(0, body.indexOf(0) + 1))
    if (type === 'Q' || type === 'S') doomed ||= counts(text)
  })
  const fromServer = readMessages({ startsUntyped: false }, (type) => {
    if (type === 'Z' && doomed && moment === 'answered') cut()
  })
  client.on('data', (chunk) => {
    fromClient(chunk)
    upstream.write(chunk, () => {
      if (doomed && moment === 'sent') cut()
    })
  })
  upstream.on('data', (chunk) => {
    fromServer(chunk)
    if (!isCut()) client.write(chunk)
  })
  client.on('close', () => upstream.destroy())
  upstream.on('close', () => client.destroy())
}
