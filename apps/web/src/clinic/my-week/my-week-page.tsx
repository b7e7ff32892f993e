import type { Calendar } from '@polyclinic/contract'
import {
  ActionIcon,
  Anchor,
  Button,
  Container,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Asked, StatusBadge } from '../../elements/index.ts'
import { addDays, mondayOf, todayIn, useTime } from '../../time/index.ts'
import { useHere, useZone } from '../office/index.ts'
import { isShown } from '../my-day/next-visit.ts'
import { useMyCalendar } from '../my-day/use-mine.ts'
import { useTypeName } from '../my-day/use-type-name.ts'

/** The days of a week with their visits and what is still free. */
export function MyWeekPage() {
  const { t } = useTranslation(['doctor', 'clinic'])
  const time = useTime()
  const today = todayIn(useZone())
  const [monday, setMonday] = useState(mondayOf(today))
  const sunday = addDays(monday, 6)
  const calendar = useMyCalendar(monday, sunday)
  return (
    <Container size="lg" px={0}>
      <title>{`${t('clinic:pages.my-week')} · Polyclinic`}</title>
      <Stack>
        <Group justify="space-between">
          <div>
            <Title order={1} size="h2">
              {t('clinic:pages.my-week')}
            </Title>
            <Text c="dimmed" aria-live="polite">
              {time.shortDay(monday)} – {time.shortDay(sunday)}
            </Text>
          </div>
          <Group gap={4}>
            <ActionIcon
              size={44}
              variant="default"
              aria-label={t('weekBefore')}
              onClick={() => setMonday(addDays(monday, -7))}
            >
              <IconChevronLeft size={20} aria-hidden />
            </ActionIcon>
            <Button variant="default" mih={44} onClick={() => setMonday(mondayOf(today))}>
              {t('thisWeek')}
            </Button>
            <ActionIcon
              size={44}
              variant="default"
              aria-label={t('weekAfter')}
              onClick={() => setMonday(addDays(monday, 7))}
            >
              <IconChevronRight size={20} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
        <Asked of={calendar} lines={6}>
          {({ body }) => (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {Array.from({ length: 7 }, (_, nth) => addDays(monday, nth)).map((day) => (
                <Day key={day} day={day} isToday={day === today} mine={body.doctors[0]} />
              ))}
            </SimpleGrid>
          )}
        </Asked>
      </Stack>
    </Container>
  )
}

interface Props {
  readonly day: string
  readonly isToday: boolean
  readonly mine: Calendar['doctors'][number] | undefined
}

function Day({ day, isToday, mine }: Props) {
  const { t } = useTranslation('doctor')
  const time = useTime()
  const clinic = useHere()
  const typeName = useTypeName()
  const free = mine?.slots.filter((slot) => slot.localDate === day && slot.free > 0).length ?? 0
  const visits = (mine?.appointments ?? [])
    .filter((visit) => visit.localDate === day && isShown(visit))
    .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={time.longDay(day)}
      {...(isToday && { style: { borderColor: 'var(--mantine-primary-color-filled)', borderWidth: 2 } })}
    >
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          <Anchor
            inherit
            renderRoot={(props) => (
              <Link to="/clinic/$clinic/my-day" params={{ clinic }} search={{ day }} {...props} />
            )}
          >
            {time.shortDay(day)}
          </Anchor>
          {isToday && ` · ${t('today')}`}
        </Title>
        <Text size="sm" c="dimmed">
          {t('week.free', { count: free })}
        </Text>
      </Group>
      {visits.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('week.none')}
        </Text>
      ) : (
        <Stack gap={6}>
          {visits.map((visit) => (
            <Group key={visit.id} gap="xs" wrap="nowrap" align="flex-start">
              <Text size="sm" fw={600} className="number" w={70} style={{ flexShrink: 0 }}>
                {time.wallTime(visit.localTime)}
              </Text>
              <Stack gap={2} miw={0} flex={1}>
                <Text size="sm" className="breaks">
                  {visit.patientName ?? t('visit.nameless')}
                </Text>
                <Group gap={6}>
                  <Text size="xs" c="dimmed">
                    {typeName(visit.visitType)}
                  </Text>
                  {(visit.displaced || visit.status !== 'booked') && (
                    <StatusBadge status={visit.status} displaced={visit.displaced} />
                  )}
                </Group>
              </Stack>
            </Group>
          ))}
        </Stack>
      )}
    </Paper>
  )
}
