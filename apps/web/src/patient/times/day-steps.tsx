import { Box, Button, Group } from '@mantine/core'
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
  // narrow enough for a phone in every language; where a longer word or larger letters need more, in two lines
  const button = {
    variant: 'default',
    mih: 44,
    px: 'xs',
    styles: { section: { marginInline: 0 }, inner: { gap: 4 } },
  } as const
  return (
    <Group gap="xs" align="flex-end" grow preventGrowOverflow={false}>
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
        leftSection={<Box component={IconCalendar} size={18} aria-hidden visibleFrom="xs" />}
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
