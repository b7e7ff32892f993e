import { useEffect, useRef, useState } from 'react'

/** Seconds that are left; calls once when none are. */
export function useCountdown(endsAt: number, onEnd: () => void): number {
  const left = () => Math.max(0, Math.ceil((endsAt - Date.now()) / 1_000))
  const [seconds, setSeconds] = useState(left)
  const end = useRef(onEnd)
  useEffect(() => void (end.current = onEnd))
  useEffect(() => {
    const tick = () => {
      setSeconds(left())
      if (left() === 0) {
        clearInterval(timer)
        end.current()
      }
    }
    const timer = setInterval(tick, 1_000)
    tick()
    return () => clearInterval(timer)
  }, [endsAt])
  return seconds
}
