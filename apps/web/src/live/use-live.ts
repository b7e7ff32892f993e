import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/**
 * Keeps what is shown of these topics up to date: `slots:riverside`, `schedule:riverside`, `operations`. What changes
 * elsewhere is asked for again here, a moment later. Loaded when the first page wants it.
 */
export function useLive(topics: readonly string[]): void {
  const queries = useQueryClient()
  const wanted = topics.join()
  useEffect(() => {
    if (wanted === '') return
    let left = false
    let leave = () => {}
    void import('./follow-topics.ts').then(({ followTopics }) => {
      if (!left) leave = followTopics(wanted.split(','), queries)
    })
    return () => {
      left = true
      leave()
    }
  }, [wanted, queries])
}
