import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Asked } from './asked.tsx'
import { ShowMore } from './show-more.tsx'

interface Props<Item> {
  readonly of: UseInfiniteQueryResult<InfiniteData<{ readonly body: { readonly items: readonly Item[] } }>>
  /** How many lines to keep free while waiting */
  readonly lines?: number
  /** In place of a list that has nothing */
  readonly empty: ReactNode
  readonly children: (items: readonly Item[]) => ReactNode
}

/** What comes page by page: as `Asked`, then all that has come so far, and the way to more of it. */
export function AskedPages<Item>({ of, lines, empty, children }: Props<Item>) {
  return (
    <Asked of={of} {...(lines !== undefined && { lines })}>
      {({ pages }) => {
        const items = pages.flatMap(({ body }) => body.items)
        if (items.length === 0) return empty
        return (
          <>
            {children(items)}
            <ShowMore of={of} />
          </>
        )
      }}
    </Asked>
  )
}
