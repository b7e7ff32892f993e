import type { ClinicFigures } from '@polyclinic/contract'
import { BarChart } from '@mantine/charts'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import { Figure } from './figure.tsx'
import { useNumber } from './use-number.ts'

const colours = [
  'clinic.7',
  'orange.7',
  'indigo.6',
  'grape.6',
  'lime.8',
  'red.7',
  'yellow.8',
  'gray.6',
] as const
/** More bars beside each other cannot be told apart; the table has all. */
const most = colours.length

/** Places taken of those there are, by week and doctor. */
export function Use({ figures }: { readonly figures: ClinicFigures }) {
  const { t } = useTranslation('office')
  const time = useTime()
  const { share } = useNumber()
  const totals = totalsOf(figures.use)
  const doctors = [...Map.groupBy(figures.use, ({ doctor }) => doctor.id)]
    .map(([id, rows]) => ({ id, name: rows[0]?.doctor.name ?? id, ...totalsOf(rows) }))
    .sort((one, other) => rate(other) - rate(one))
  const weeks = [...Map.groupBy(figures.use, ({ week }) => week)]
  const shown = doctors.slice(0, most)
  const fullest = doctors[0]
  const percentOf = (rows: ClinicFigures['use'], id: string) => {
    const row = rows.find(({ doctor }) => doctor.id === id)
    return row && row.capacity > 0 ? Math.round((row.taken / row.capacity) * 100) : 0
  }
  return (
    <Figure
      title={t('figures.use.title')}
      says={t('figures.use.says', {
        taken: totals.taken,
        capacity: totals.capacity,
        percent: share(totals.taken, totals.capacity),
        doctor: fullest?.name,
        most: fullest ? share(fullest.taken, fullest.capacity) : '–',
      })}
      head={[t('figures.use.week'), ...doctors.map(({ name }) => name)]}
      rows={weeks.map(([week, rows]) => [
        time.shortDay(week),
        ...doctors.map(({ id }) => {
          const row = rows.find(({ doctor }) => doctor.id === id)
          return row ? `${share(row.taken, row.capacity)} (${row.taken}/${row.capacity})` : '–'
        }),
      ])}
    >
      <BarChart
        h={280}
        barChartProps={{ accessibilityLayer: false }}
        data={weeks.map(([week, rows]) => ({
          week: time.shortDay(week),
          // by identifier: two doctors may share a name
          ...Object.fromEntries(shown.map(({ id }) => [id, percentOf(rows, id)])),
        }))}
        dataKey="week"
        unit="%"
        withLegend
        yAxisProps={{ domain: [0, 100] }}
        series={shown.map(({ id, name }, place) => ({
          name: id,
          label: name,
          color: colours[place] as string,
        }))}
      />
    </Figure>
  )
}

const totalsOf = (rows: readonly { taken: number; capacity: number }[]) => ({
  taken: rows.reduce((sum, { taken }) => sum + taken, 0),
  capacity: rows.reduce((sum, { capacity }) => sum + capacity, 0),
})
const rate = ({ taken, capacity }: { taken: number; capacity: number }): number =>
  capacity === 0 ? 0 : taken / capacity
