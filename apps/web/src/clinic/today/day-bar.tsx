import { ActionIcon, Button, Group, MultiSelect, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, todayIn, useTime } from '../../time/index.ts'
import type { ScheduleChoice } from '../day-routes.tsx'
import { DayInput } from '../here/day-input.tsx'
import { useClinic } from '../here/use-clinic.ts'

interface Props {
  readonly date: string
  /** Nothing where only a day can be chosen */
  readonly week?: boolean
  readonly doctors?: readonly { readonly id: string; readonly name: string }[] | undefined
  readonly chosen?: string | undefined
  readonly onChoose: (
    more: {
      readonly [name in keyof ScheduleChoice]?: ScheduleChoice[name] | undefined
    },
  ) => void
}

/** Which day, how much of it, and of whom. */
export const DayBar = memo(function DayBar({ date, week, doctors = [], chosen, onChoose }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { timeZone } = useClinic()
  const step = week ? 7 : 1
  return (
    <Group gap="sm" align="flex-end">
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="default"
          size={44}
          aria-label={t(week ? 'bar.weekBefore' : 'bar.dayBefore')}
          onClick={() => onChoose({ date: addDays(date, -step) })}
        >
          <IconChevronLeft aria-hidden />
        </ActionIcon>
        <DayInput
          aria-label={`${t('bar.date')}: ${time.shortDay(date)}`}
          size="md"
          w={215}
          value={date}
          onChange={(day) => day && onChoose({ date: day })}
          getDayProps={(day) => (day === todayIn(timeZone) ? { style: { fontWeight: 700 } } : {})}
        />
        <ActionIcon
          variant="default"
          size={44}
          aria-label={t(week ? 'bar.weekAfter' : 'bar.dayAfter')}
          onClick={() => onChoose({ date: addDays(date, step) })}
        >
          <IconChevronRight aria-hidden />
        </ActionIcon>
      </Group>
      <Button
        variant="default"
        h={44}
        disabled={date === todayIn(timeZone)}
        onClick={() => onChoose({ date: undefined })}
      >
        {t('bar.today')}
      </Button>
      {week !== undefined && (
        <SegmentedControl
          aria-label={t('bar.view')}
          size="md"
          value={week ? 'week' : 'day'}
          data={[
            { value: 'day', label: t('bar.day') },
            { value: 'week', label: t('bar.week') },
          ]}
          onChange={(view) => onChoose({ view: view === 'week' ? 'week' : undefined })}
        />
      )}
      {doctors.length > 1 && (
        <MultiSelect
          size="md"
          miw={220}
          maw={420}
          aria-label={t('bar.doctors')}
          placeholder={chosen ? '' : t('bar.allDoctors')}
          clearable
          searchable
          data={doctors.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen?.split(',') ?? []}
          onChange={(ids) => onChoose({ doctors: ids.length > 0 ? ids.join(',') : undefined })}
        />
      )}
    </Group>
  )
})
