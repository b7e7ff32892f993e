import { useEffect, useState, useSyncExternalStore } from 'react'
import { type HoldKeeper, holdKeeper, type HoldState, type HoldWish } from './hold-keeper.ts'

/** Holds what is wished for as long as the page is there; on the way out the time is free again at once. */
export function useHold(clinic: string, wish: HoldWish): [HoldState, HoldKeeper] {
  const [keeper] = useState(() => holdKeeper(clinic))
  const state = useSyncExternalStore(keeper.watch, keeper.read)
  const asked = JSON.stringify(wish)
  useEffect(() => keeper.want(JSON.parse(asked) as HoldWish), [keeper, asked])
  useEffect(() => {
    const leave = () => keeper.leave()
    // a page that the browser has kept in memory comes back as it was
    const comeBack = ({ persisted }: PageTransitionEvent) =>
      persisted && keeper.want(JSON.parse(asked) as HoldWish)
    window.addEventListener('pagehide', leave)
    window.addEventListener('pageshow', comeBack)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', comeBack)
    }
  }, [keeper, asked])
  useEffect(() => () => keeper.leave(), [keeper])
  return [state, keeper]
}
