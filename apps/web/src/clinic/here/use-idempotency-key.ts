import { useRef } from 'react'

/**
 * A key for what is sent: the same for the same content, so that a second press after a lost answer does it once, and
 * another for other content. `done` once it has succeeded: the next time is meant anew.
 */
export function useIdempotencyKey() {
  const last = useRef<{ readonly content: string; readonly key: string }>(undefined)
  return {
    keyFor(body: unknown): string {
      const content = JSON.stringify(body)
      if (last.current?.content !== content) last.current = { content, key: crypto.randomUUID() }
      return last.current.key
    },
    done(): void {
      last.current = undefined
    },
  }
}
