import { Box } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useDrawnLater } from './use-drawn-later.ts'

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
  const [top, setTop] = useState(0)
  // whatever stands above may have grown
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0))
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: top,
    getItemKey: (place) => items[place]?.id ?? place,
  })
  return (
    <Box ref={list} role="list" aria-label={label} pos="relative" h={rows.getTotalSize()}>
      {rows.getVirtualItems().map(({ key, index, start, size }) => (
        <div
          key={key}
          ref={rows.measureElement}
          data-index={index}
          role="listitem"
          aria-setsize={items.length}
          aria-posinset={index + 1}
          style={{
            position: 'absolute',
            inset: '0 0 auto',
            transform: `translateY(${start - top}px)`,
            borderBottom: '1px solid var(--mantine-color-default-border)',
          }}
        >
          <Row item={items[index] as Item} draw={children as (item: unknown) => ReactNode} height={size} />
        </div>
      ))}
    </Box>
  )
}

interface RowProps {
  readonly item: unknown
  readonly draw: (item: unknown) => ReactNode
  /** Kept free until it is drawn */
  readonly height: number
}

/** While one scrolls, each step moves the places of all rows: what is in them is drawn once, and later. */
const Row = memo(
  ({ item, draw, height }: RowProps) => (useDrawnLater() ? draw(item) : <div style={{ height }} />),
  (one, other) => one.item === other.item && one.draw === other.draw,
)
