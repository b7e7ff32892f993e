import '@mantine/dates/styles.layer.css'
import { Paper } from '@mantine/core'
import { DatePicker, DatesProvider } from '@mantine/dates'
import 'dayjs/locale/de'
import 'dayjs/locale/es'
import { useTranslation } from 'react-i18next'

interface Props {
  /** Days with anything free, in order */
  readonly free: readonly string[]
  readonly chosen: string | undefined
  readonly onChoose: (day: string) => void
}

/** A month to choose a day from; only days with something free can be pressed. Loaded when somebody opens it. */
export function MonthPicker({ free, chosen, onChoose }: Props) {
  const { t, i18n } = useTranslation('booking')
  const days = new Set(free)
  return (
    <Paper withBorder p="sm" w="fit-content" maw="100%">
      <DatesProvider settings={{ locale: i18n.language }}>
        <DatePicker
          value={chosen ?? null}
          defaultDate={chosen ?? free[0]}
          minDate={free[0]}
          maxDate={free.at(-1)}
          excludeDate={(day) => !days.has(day)}
          onChange={(day) => day && onChoose(day)}
          maxLevel="month"
          ariaLabels={{ nextMonth: t('times.nextMonth'), previousMonth: t('times.previousMonth') }}
        />
      </DatesProvider>
    </Paper>
  )
}
