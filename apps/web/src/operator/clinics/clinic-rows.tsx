import type { RegisteredClinic } from '@polyclinic/contract'
import { Box, Paper, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDrawnLater } from '../../elements/use-drawn-later.ts'
import { ClinicStateBadge, HealthBadge, healthOf } from '../parts/clinic-badges.tsx'
import classes from './clinic-rows.module.css'

interface Props {
  readonly clinics: readonly RegisteredClinic[]
  readonly newest: number | undefined
  /** Called when the last of them comes into view */
  readonly onEnd: () => void
}

const rowHeight = 64

/** The rows that are in view, of as many as there are. */
export function ClinicRows({ clinics, newest, onEnd }: Props) {
  const { t } = useTranslation('operator')
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useEffect(() => setTop(list.current?.offsetTop ?? 0), [])
  const rows = useWindowVirtualizer({
    count: clinics.length,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: top,
  })
  const seen = rows.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= clinics.length - 1) onEnd()
  }, [last, clinics.length, onEnd])
  return (
    <Paper withBorder role="table" aria-label={t('pages.clinics')} aria-rowcount={clinics.length + 1}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={classes.header}>
          {(['clinic', 'state', 'health', 'server', 'schema'] as const).map((column) => (
            <div key={column} role="columnheader" className={classes[column]}>
              {t(`column.${column}`)}
            </div>
          ))}
        </div>
      </div>
      <Box role="rowgroup" ref={list} h={rows.getTotalSize()} pos="relative">
        {seen.map(({ index, start }) => {
          const clinic = clinics[index] as RegisteredClinic
          return (
            <div
              key={clinic.slug}
              role="row"
              aria-rowindex={index + 2}
              className={classes.row}
              style={{ height: rowHeight, transform: `translateY(${start - top}px)` }}
            >
              <Cells clinic={clinic} newest={newest} />
            </div>
          )
        })}
      </Box>
    </Paper>
  )
}

interface CellsProps {
  readonly clinic: RegisteredClinic
  readonly newest: number | undefined
}

/** Drawn once, whatever moves while one scrolls. */
const Cells = memo(({ clinic, newest }: CellsProps) => {
  if (!useDrawnLater()) return null
  return (
    <>
      <div role="cell" className={classes.clinic}>
        <Link to="/operator/clinics/$slug" params={{ slug: clinic.slug }} className={classes.link}>
          {clinic.name}
        </Link>
        <Text size="xs" c="dimmed" truncate>
          {clinic.slug}
          {clinic.address && ` · ${clinic.address.city}`}
        </Text>
      </div>
      <div role="cell" className={classes.state}>
        <ClinicStateBadge state={clinic.state} />
      </div>
      <div role="cell" className={classes.health}>
        <HealthBadge health={healthOf(clinic, newest)} />
      </div>
      <div role="cell" className={classes.server}>
        {clinic.server}
      </div>
      <div role="cell" className={classes.schema}>
        {clinic.schemaVersion}
      </div>
    </>
  )
})
