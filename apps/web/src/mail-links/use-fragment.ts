import { useSyncExternalStore } from 'react'

const follow = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

/** What a mailed link proves stands behind the `#`, which no server sees: `#sign-in.…` is `sign-in` and the rest. */
export function useFragment(): { readonly what: string; readonly proof: string } | undefined {
  const fragment = useSyncExternalStore(follow, () => location.hash)
  const [, what, proof] = /^#([a-z0-9-]+)\.([\w-]+)$/.exec(fragment) ?? []
  return what && proof ? { what, proof } : undefined
}
