import { Box, Button, Group, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import { said } from '../address-search.ts'
import classes from './times.module.css'
import type { TimeWishes } from './time-wishes.ts'
import type { DayOfTimes, FreeTime } from './use-clinic-times.ts'

interface Props {
  readonly clinic: string
  readonly timeZone: string
  readonly day: DayOfTimes
  readonly wishes: TimeWishes
  readonly anyDoctor: boolean
}

/** One day: each time a button. */
export function DayTimes({ day, ...props }: Props) {
  const { longDay } = useTime()
  return (
    <Box component="section" aria-labelledby={`day-${day.localDate}`}>
      <Title order={3} size="h5" mb="xs" id={`day-${day.localDate}`}>
        {longDay(day.localDate)}
      </Title>
      <Group component="ul" gap={8} p={0} m={0} className={classes['times']!}>
        {day.times.map((time) => (
          <li key={time.startsAt} style={{ listStyle: 'none' }}>
            <TimeButton {...props} time={time} />
          </li>
        ))}
      </Group>
    </Box>
  )
}

/** Where any doctor will do the time is asked for, and who has least to do takes it; else that doctor's slot. */
function TimeButton({
  clinic,
  timeZone,
  time: { startsAt, slots },
  wishes: { visitType, specialty },
  anyDoctor,
}: Omit<Props, 'day'> & { readonly time: FreeTime }) {
  const { t } = useTranslation('booking')
  const tell = useTime()
  const [slot] = slots
  const clock = tell.time(startsAt, timeZone)
  const search =
    anyDoctor && slots.length > 1
      ? said({ startsAt, specialty, visitType })
      : said({ slot: slot?.id, visitType })
  return (
    <Button
      fullWidth
      variant="light"
      mih={44}
      px={4}
      className="number"
      aria-label={
        slots.length === 1 && slot ? t('times.bookWith', { when: clock, doctor: slot.doctor.name }) : clock
      }
      renderRoot={(props) => <Link to="/c/$clinic/book" params={{ clinic }} search={search} {...props} />}
    >
      {clock}
    </Button>
  )
}
