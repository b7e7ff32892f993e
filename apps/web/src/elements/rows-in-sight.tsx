import { Box } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'

interface Props<Item> {
  readonly items: readonly Item[]
  readonly label: string
  /** About how high a row is; each is measured once it is drawn */
  readonly rowHeight: number
  readonly children: (item: Item) => ReactNode
}

/** A list of as many rows as one likes, of which only those in sight stand on the page. */
export function RowsInSight<Item extends { readonly id: string }>(props: Props<Item>) {
  const { items, label, rowHeight, children } = props
  const list = useRef<HTMLDivElement>(null)
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (place) => items[place]?.id ?? place,
  })
  return (
    <Box ref={list} role="list" aria-label={label} pos="relative" h={rows.getTotalSize()}>
      {rows.getVirtualItems().map(({ key, index, start }) => (
        <Box
          key={key}
          ref={rows.measureElement}
          data-index={index}
          role="listitem"
          aria-setsize={items.length}
          aria-posinset={index + 1}
          pos="absolute"
          left={0}
          right={0}
          top={0}
          style={{
            transform: `translateY(${start - rows.options.scrollMargin}px)`,
            borderBottom: '1px solid var(--mantine-color-default-border)',
          }}
        >
          {children(items[index] as Item)}
        </Box>
      ))}
    </Box>
  )
}
