import type { ClinicFigures } from '@polyclinic/contract'
import { LineChart } from '@mantine/charts'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import { Figure } from './figure.tsx'
import { useNumber } from './use-number.ts'

/** By day of the visit: how long before it was booked. */
export function LeadTimes({ figures }: { readonly figures: ClinicFigures }) {
  const { t } = useTranslation('office')
  const time = useTime()
  const { days: inDays, plain } = useNumber()
  const label = t('figures.leadTime.days')
  const days = figures.days.filter(({ leadHours }) => leadHours !== undefined)
  return (
    <Figure
      title={t('figures.leadTime.title')}
      says={t('figures.leadTime.says', { days: inDays(figures.leadHours ?? 0) })}
      head={[t('figures.day'), t('figures.booked'), label]}
      rows={days.map(({ date, visits, leadHours = 0 }) => [
        time.shortDay(date),
        String(visits),
        plain(leadHours / 24),
      ])}
    >
      <LineChart
        lineChartProps={{ accessibilityLayer: false }}
        h={220}
        data={days.map(({ date, leadHours = 0 }) => ({
          day: time.shortDay(date),
          lead: Math.round((leadHours / 24) * 10) / 10,
        }))}
        dataKey="day"
        curveType="linear"
        withLegend
        series={[{ name: 'lead', label, color: 'clinic.7' }]}
      />
    </Figure>
  )
}
