import type { Calendar } from '@polyclinic/contract'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote, Waiting } from '../../elements/index.ts'
import { todayIn, useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { standsInDay } from '../today/board-events.ts'
import { DayBar } from '../today/day-bar.tsx'
import './day-list.css'
import { DoctorsList } from './doctors-list.tsx'

const route = getRouteApi('/clinic/$clinic/day-list')

/** The day on paper: each doctor's visits on a page of their own. */
export function DayListPage() {
  const { t } = useTranslation('day')
  const time = useTime()
  const { clinic, name, timeZone } = useClinic()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const date = search.date ?? todayIn(timeZone)
  const asked = useAsk('showCalendar', { clinic, query: { from: date, to: date } }, { keep: true })
  // hundreds of lines: drawn bit by bit, between what the person does
  const drawn = useDeferredValue(asked.data?.body, undefined)
  const doctors = useMemo(() => drawn && withVisits(drawn), [drawn])
  return (
    <Stack className="day-list">
      <title>{`${t('pages.dayList')} · ${date} · ${name}`}</title>
      <Group justify="space-between" className="no-print">
        <DayBar
          date={date}
          onChoose={({ date: day }) => void navigate({ search: day ? { date: day } : {}, replace: true })}
        />
        <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => print()}>
          {t('dayList.print')}
        </Button>
      </Group>
      <Title order={1} size="h2">
        {t('dayList.title', { day: time.longDay(date) })}
      </Title>
      <Text size="sm" className="day-list-head">
        {name} · {time.zone(`${date}T12:00:00Z`, timeZone)}
      </Text>
      <Asked of={asked} lines={6}>
        {() =>
          !doctors ? (
            <Waiting lines={6} />
          ) : doctors.length === 0 ? (
            <EmptyNote title={t('dayList.none')} />
          ) : (
            doctors.map((doctor) => (
              <DoctorsList key={doctor.id} doctor={doctor} timeZone={timeZone} date={date} />
            ))
          )
        }
      </Asked>
    </Stack>
  )
}

/** The doctors who see somebody that day, with whom. */
const withVisits = ({ doctors }: Calendar): Calendar['doctors'] =>
  doctors
    .map((doctor) => ({ ...doctor, appointments: doctor.appointments.filter(standsInDay) }))
    .filter(({ appointments }) => appointments.length > 0)
