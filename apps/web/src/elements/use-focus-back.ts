import { useEffect, useState } from 'react'

/**
 * Gives the focus back to what had it when this was drawn first. Mantine does so for a dialog that stays and is told to
 * close; ours are drawn while they are open, and simply go.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // after whatever takes the dialog away: who went on elsewhere by themselves is left there
      setTimeout(() => {
        const nowhere = document.activeElement === null || document.activeElement === document.body
        if (nowhere && before instanceof HTMLElement && before.isConnected) {
          before.focus({ preventScroll: true })
        }
      })
    },
    [before],
  )
}
