import '@mantine/dates/styles.layer.css'
import { DatePickerInput } from '@mantine/dates'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import './date-words.ts'

type Props = Omit<
  ComponentProps<typeof DatePickerInput<'default'>>,
  'locale' | 'valueFormatter' | 'valueFormat'
>

/** A day of the calendar, said and chosen in the reader's language. */
export function DayInput(props: Props) {
  const { i18n } = useTranslation()
  const time = useTime()
  return (
    <DatePickerInput<'default'>
      locale={i18n.language}
      valueFormatter={({ date }) => (typeof date === 'string' ? time.shortDay(date) : '')}
      {...props}
    />
  )
}
