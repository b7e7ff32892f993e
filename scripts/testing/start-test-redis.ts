import { spawnSync } from 'node:child_process'
import { createConnection } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { RedisContainer } from '@testcontainers/redis'
import { freePort, spawnTethered } from '@polyclinic/postgres'
import { startContainer } from './start-container.ts'

export interface TestRedis {
  /** Undefined where there is none. */
  readonly url: string | undefined
  /** For the run's first line. */
  readonly kind: string
  stop(): Promise<void>
}

const nothing = async () => {}

/** Gives the Redis of a test run: at the address, in a container of the image, from the PATH, or none. */
export async function startTestRedis(options: {
  directory: string
  url: string | undefined
  /** Where to look for `redis-server`. */
  path: string
  /** Undefined where the run uses no containers. */
  containerImage: string | undefined
}): Promise<TestRedis> {
  const { directory, url, path, containerImage } = options
  if (url) return { url, kind: 'of REDIS_URL', stop: nothing }
  if (containerImage !== undefined) return startInContainer(containerImage)
  if (spawnSync('redis-server', ['--version'], { env: { PATH: path }, stdio: 'ignore' }).status === 0) {
    return startFromPath(directory, path)
  }
  const kind = 'absent, so the tests that need it are skipped (install redis-server, or set REDIS_URL)'
  return { url: undefined, kind, stop: nothing }
}

async function startFromPath(directory: string, path: string): Promise<TestRedis> {
  const port = await freePort()
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = await spawnTethered({
    program: 'redis-server',
    flags: [...flags, '--dir', directory],
    stopSignal: 'TERM',
    environment: { PATH: path },
  })
  let ended = false
  void server.ended.then(() => {
    ended = true
  })
  while (!(await answersPing(port))) {
    if (ended) throw new Error('redis-server ended at once: run it by hand to see why, or set REDIS_URL.')
    await pause(10)
  }
  return { url: `redis://127.0.0.1:${port}`, kind: 'from the PATH', stop: server.stop }
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'))
    socket.once('data', (answer) => {
      settle(String(answer).startsWith('+PONG'))
      socket.destroy()
    })
    socket.once('error', () => settle(false))
    socket.once('close', () => settle(false))
  })
}

async function startInContainer(image: string): Promise<TestRedis> {
  const started = await startContainer(image, () => new RedisContainer(image).start())
  return {
    url: started.getConnectionUrl(),
    kind: `in a container of ${image}`,
    async stop() {
      await started.stop()
    },
  }
}
