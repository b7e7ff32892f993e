import { Box, Paper, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconEqual,
  IconLoader,
  IconPlus,
  IconRefresh,
} from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDrawnLater } from '../../elements/use-drawn-later.ts'
import { type Look, SignBadge } from '../parts/sign-badge.tsx'
import type { ListRow, RowState } from './use-import.ts'

const looks = {
  'would onboard': { color: 'clinic', Icon: IconPlus },
  'would resume': { color: 'yellow', Icon: IconRefresh },
  'would update': { color: 'indigo', Icon: IconRefresh },
  unchanged: { color: 'gray', Icon: IconEqual },
  refused: { color: 'red', Icon: IconAlertTriangle },
  waiting: { color: 'gray', Icon: IconClock },
  running: { color: 'yellow', Icon: IconLoader },
  updated: { color: 'green', Icon: IconCheck },
  done: { color: 'green', Icon: IconCheck },
  failed: { color: 'red', Icon: IconAlertTriangle },
} as const satisfies Record<RowState, Look>

const usualHeight = 64

/** The rows of a list with what would become, or became, of each. */
export function ListRows({ rows }: { readonly rows: readonly ListRow[] }) {
  const { t } = useTranslation('operator')
  const box = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => usualHeight,
    overscan: 10,
  })
  return (
    <Paper
      withBorder
      ref={box}
      mah={520}
      style={{ overflowY: 'auto' }}
      role="table"
      aria-label={t('column.verdict')}
      aria-rowcount={rows.length}
      tabIndex={0}
    >
      <Box role="rowgroup" h={list.getTotalSize()} pos="relative">
        {list.getVirtualItems().map(({ index, start }) => (
          <Row
            key={index}
            row={rows[index] as ListRow}
            place={index + 1}
            start={start}
            measure={list.measureElement}
          />
        ))}
      </Box>
    </Paper>
  )
}

interface RowProps {
  readonly row: ListRow
  readonly place: number
  readonly start: number
  readonly measure: (element: Element | null) => void
}

/** Drawn once, whatever else moves while one scrolls. */
const Row = memo(({ row, place, start, measure }: RowProps) => {
  const drawn = useDrawnLater()
  return (
    <Box
      role="row"
      aria-rowindex={place}
      ref={measure}
      data-index={place - 1}
      pos="absolute"
      top={0}
      left={0}
      right={0}
      px="md"
      py="xs"
      mih={drawn ? undefined : usualHeight}
      style={{
        transform: `translateY(${start}px)`,
        borderBottom: '1px solid var(--mantine-color-default-border)',
        display: 'flex',
        gap: 'var(--mantine-spacing-sm)',
        alignItems: 'flex-start',
        flexWrap: 'wrap',
      }}
    >
      {drawn && <Cells row={row} />}
    </Box>
  )
})

function Cells({ row: { line, manifest, state, reason, twinOf, warnings } }: Pick<RowProps, 'row'>) {
  const { t } = useTranslation('operator')
  return (
    <>
      <Text role="cell" size="sm" c="dimmed" w={56}>
        {t('column.line')} {line}
      </Text>
      <Box role="cell" flex="1 1 180px" miw={0}>
        <Text fw={600} truncate>
          {manifest?.name ?? '—'}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {manifest?.slug}
        </Text>
        {(reason || twinOf) && (
          <Text size="sm" c="var(--mantine-color-error)">
            {twinOf ? t('onboarding.twin', { line: String(twinOf) }) : reason}
          </Text>
        )}
        {warnings.map((warning) => (
          <Text key={warning} size="xs" c="dimmed">
            {warning}
          </Text>
        ))}
      </Box>
      <Box role="cell">
        <SignBadge look={looks[state]}>{t(`onboarding.verdicts.${state}`)}</SignBadge>
      </Box>
    </>
  )
}
