import { Button, Group } from '@mantine/core'
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface Props {
  /** The day to go to; nothing where there is none */
  readonly earlier: string | undefined
  readonly later: string | undefined
  readonly onStep: (day: string) => void
  readonly calendarOpen: boolean
  readonly onCalendar: (() => void) | undefined
}

/** To the days before and after, or to one of the month. */
export function DaySteps({ earlier, later, onStep, calendarOpen, onCalendar }: Props) {
  const { t } = useTranslation('booking')
  const button = { variant: 'default', mih: 44, px: 'xs' } as const
  return (
    <Group gap="xs" align="flex-end" grow preventGrowOverflow={false} wrap="nowrap">
      <Button
        {...button}
        disabled={!earlier}
        leftSection={<IconChevronLeft size={18} aria-hidden />}
        onClick={() => earlier && onStep(earlier)}
      >
        {t('times.earlier')}
      </Button>
      <Button
        {...button}
        aria-expanded={calendarOpen}
        disabled={!onCalendar}
        leftSection={<IconCalendar size={18} aria-hidden />}
        onClick={onCalendar}
      >
        {t('times.calendar')}
      </Button>
      <Button
        {...button}
        disabled={!later}
        rightSection={<IconChevronRight size={18} aria-hidden />}
        onClick={() => later && onStep(later)}
      >
        {t('times.later')}
      </Button>
    </Group>
  )
}
