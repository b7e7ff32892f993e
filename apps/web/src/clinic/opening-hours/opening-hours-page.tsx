import type { OpeningHoursDocument, OpeningHoursForm } from '@polyclinic/contract'
import { Group, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTime, useWeekday, type Weekday, weekdays } from '../../time/index.ts'
import { RecordEditor, RecordsPage } from '../office/index.ts'

/** When the door is open, for the public to read. */
export function OpeningHoursPage() {
  const weekday = useWeekday()
  const time = useTime()
  const place = ({ weekday: day, from }: OpeningHoursDocument) => `${weekdays.indexOf(day)} ${from}`
  return (
    <RecordsPage<OpeningHoursDocument>
      matter="openingHours"
      kind="OpeningHours"
      list="listAllOpeningHours"
      nameOf={({ weekday: day }) => weekday(day, 'long')}
      factsOf={({ from, until }) => `${time.wallTime(from)} – ${time.wallTime(until)}`}
      inOrder={(hours) => hours.toSorted((one, other) => place(one).localeCompare(place(other)))}
      editor={(hours, onDone) => <Editor hours={hours} onDone={onDone} />}
    />
  )
}

const valuesOf = (hours: OpeningHoursDocument | undefined) => ({
  weekday: hours?.weekday ?? ('monday' as Weekday),
  from: hours?.from ?? '08:00',
  until: hours?.until ?? '17:00',
})

interface Props {
  readonly hours: OpeningHoursDocument | undefined
  readonly onDone: () => void
}

function Editor({ hours, onDone }: Props) {
  const { t } = useTranslation('office')
  const weekday = useWeekday()
  const time = useTime()
  return (
    <RecordEditor
      kind="OpeningHours"
      title={t(hours ? 'openingHours.edit' : 'openingHours.add')}
      doc={hours}
      valuesOf={valuesOf}
      formOf={(values): OpeningHoursForm => values}
      validate={({ from, until }) => ({
        ...(!from && { from: t('missing.time') }),
        ...(!until && { until: t('missing.time') }),
      })}
      tell={(form) => {
        const told = form as OpeningHoursForm
        return [
          [t('openingHours.weekday'), weekday(told.weekday, 'long')],
          [t('shifts.from'), time.wallTime(told.from)],
          [t('shifts.until'), time.wallTime(told.until)],
        ]
      }}
      onDone={onDone}
    >
      {(form) => (
        <>
          <Select
            label={t('openingHours.weekday')}
            required
            allowDeselect={false}
            data-autofocus
            data={weekdays.map((day) => ({ value: day, label: weekday(day, 'long') }))}
            {...form.getInputProps('weekday')}
          />
          <Group grow align="flex-start">
            <TextInput type="time" label={t('shifts.from')} required {...form.getInputProps('from')} />
            <TextInput type="time" label={t('shifts.until')} required {...form.getInputProps('until')} />
          </Group>
        </>
      )}
    </RecordEditor>
  )
}
