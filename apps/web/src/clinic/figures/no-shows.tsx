import type { ClinicFigures } from '@polyclinic/contract'
import { BarChart } from '@mantine/charts'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import { Figure } from './figure.tsx'
import { useNumber } from './use-number.ts'

/** By day: who came, who did not, what was cancelled. */
export function NoShows({ figures: { days } }: { readonly figures: ClinicFigures }) {
  const { t } = useTranslation('office')
  const time = useTime()
  const { share } = useNumber()
  const ended = days.reduce((sum, day) => sum + day.fulfilled + day.noShows, 0)
  const noShows = days.reduce((sum, day) => sum + day.noShows, 0)
  const came = t('figures.noShows.came')
  const missed = t('figures.noShows.missed')
  const cancelled = t('figures.noShows.cancelled')
  return (
    <Figure
      title={t('figures.noShows.title')}
      says={t(ended === 0 ? 'figures.noShows.none' : 'figures.noShows.says', {
        count: ended,
        noShows,
        percent: share(noShows, ended),
      })}
      head={[t('figures.day'), t('figures.booked'), came, missed, cancelled]}
      rows={days.map((day) => [
        time.shortDay(day.date),
        ...[day.visits, day.fulfilled, day.noShows, day.cancelled].map(String),
      ])}
    >
      <BarChart
        h={240}
        barChartProps={{ accessibilityLayer: false }}
        type="stacked"
        withLegend
        data={days.map((day) => ({
          day: time.shortDay(day.date),
          fulfilled: day.fulfilled,
          noShows: day.noShows,
          cancelled: day.cancelled,
        }))}
        dataKey="day"
        yAxisProps={{ allowDecimals: false }}
        series={[
          { name: 'fulfilled', label: came, color: 'clinic.7' },
          { name: 'noShows', label: missed, color: 'red.7' },
          { name: 'cancelled', label: cancelled, color: 'gray.6' },
        ]}
      />
    </Figure>
  )
}
