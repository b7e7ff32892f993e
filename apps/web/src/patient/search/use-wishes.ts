import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Wishes } from './wishes.ts'

const route = getRouteApi('/patient/')

/** What the address asks, and how it is changed: what is not named stays, what is undefined goes. */
export function useWishes(): [Wishes, (change: Partial<Wishes>, options?: { replace?: boolean }) => void] {
  const wishes = route.useSearch()
  const navigate = useNavigate({ from: '/' })
  const wish = (change: Partial<Wishes>, { replace = true } = {}) =>
    void navigate({
      to: '/',
      search: (former) => ({ ...former, ...change }),
      replace,
      resetScroll: false,
    })
  return [wishes, wish]
}
