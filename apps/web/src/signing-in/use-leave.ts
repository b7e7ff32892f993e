import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { leave } from '../session/index.ts'

interface Options {
  /** On every device */
  readonly everywhere?: boolean
  /** To the start then; else the page stays, and its gate asks who comes next */
  readonly toStart?: boolean
}

/** Signs out. Where the service cannot be told one is still signed in, and `error` says why. */
export function useLeave({ everywhere = false, toStart = false }: Options = {}) {
  const navigate = useNavigate()
  return useMutation({
    // the page that asked for it is gone before it has ended
    mutationFn: async () => {
      await leave(everywhere)
      if (toStart) await navigate({ to: '/' })
    },
  })
}
