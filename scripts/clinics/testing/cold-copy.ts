import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PrivateServer } from './private-server.ts'

export interface ColdCopy {
  /** Puts the copy in the place of what the server holds now; the server is up again afterwards. */
  restore(): Promise<void>
}

// with owners and modes, which the server insists on
const copy = (from: string, to: string) => execFileSync('cp', ['-a', from, to])

/** Stops the server, copies its whole data directory, and starts it again: the plainest backup there is. */
export async function coldCopy(server: PrivateServer): Promise<ColdCopy> {
  const [now, kept] = [join(server.data, 'postgres'), join(server.data, 'postgres-kept')]
  await server.stop()
  copy(now, kept)
  await server.start()
  return {
    async restore() {
      await server.stop()
      rmSync(now, { recursive: true, force: true })
      copy(kept, now)
      await server.start()
    },
  }
}
