import { useDeferredValue } from 'react'

/**
 * False in the first pass and true in one that follows, which gives way to whoever scrolls or types: a screenful of new rows
 * that is drawn at once would hold up both.
 */
export const useDrawnLater = (): boolean => useDeferredValue(true, false)
