import { Button } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Asked } from './asked.tsx'
import { ProblemNote } from './problem-note.tsx'

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
  const { t } = useTranslation()
  return (
    <Asked of={of} {...(lines !== undefined && { lines })}>
      {({ pages }) => {
        const items = pages.flatMap(({ body }) => body.items)
        if (items.length === 0) return empty
        return (
          <>
            {children(items)}
            {of.isFetchNextPageError && (
              <ProblemNote error={of.error} onRetry={() => void of.fetchNextPage()} />
            )}
            {of.hasNextPage && !of.isFetchNextPageError && (
              <Button
                variant="default"
                mih={44}
                loading={of.isFetchingNextPage}
                onClick={() => void of.fetchNextPage()}
              >
                {t('more')}
              </Button>
            )}
          </>
        )
      }}
    </Asked>
  )
}
