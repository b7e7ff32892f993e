import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * A choice that is kept somewhere that takes its time to follow, such as the address: shown from the press on. Whatever
 * comes from there afterwards counts.
 * @param kept what is known there
 * @param keep has it kept there; a stable function
 * @returns what is to be shown, and a stable function that chooses
 */
export function useAtOnce<T>(kept: T, keep: (value: T) => void): [T, (value: T) => void] {
  const [pressed, press] = useState<{ readonly value: T; readonly instead: T }>()
  const last = useRef(kept)
  useEffect(() => {
    last.current = kept
  }, [kept])
  const choose = useCallback(
    (value: T) => {
      press({ value, instead: last.current })
      // after the picture: an address alone takes longer to change than a panel to open
      requestAnimationFrame(() => setTimeout(() => keep(value)))
    },
    [keep],
  )
  if (pressed && pressed.instead !== kept) press(undefined)
  return [pressed && pressed.instead === kept ? pressed.value : kept, choose]
}
