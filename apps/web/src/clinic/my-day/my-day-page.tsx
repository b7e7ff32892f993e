import { ActionIcon, Button, Container, Group, Stack, Text, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { addDays, todayIn, useTime } from '../../time/index.ts'
import { useZone } from '../office/index.ts'
import { DayOff } from './day-off.tsx'
import { isOpen, isShown, nextVisit, type Visit } from './next-visit.ts'
import { NextVisit } from './next-visit-card.tsx'
import { NotesDialog } from './notes-dialog.tsx'
import { useMyCalendar } from './use-mine.ts'
import { VisitRow } from './visit-row.tsx'

/** A doctor's day, for one hand: who is next, the list, notes, and the way out when one is ill. */
export function MyDayPage() {
  const { t } = useTranslation(['doctor', 'clinic'])
  const time = useTime()
  const today = todayIn(useZone())
  const here = getRouteApi('/clinic/$clinic/my-day')
  const { day } = here.useSearch()
  const go = here.useNavigate()
  const shown = day ?? today
  const setDay = (next: string) => void go({ search: next === today ? {} : { day: next }, replace: true })
  return (
    <Container size="sm" px={0}>
      <title>{`${t('clinic:pages.my-day')} · Polyclinic`}</title>
      <Stack>
        <Group justify="space-between" wrap="nowrap">
          <div>
            <Title order={1} size="h2">
              {t('clinic:pages.my-day')}
            </Title>
            <Text c="dimmed" aria-live="polite">
              {time.longDay(shown)}
            </Text>
          </div>
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              size={44}
              variant="default"
              aria-label={t('dayBefore')}
              onClick={() => setDay(addDays(shown, -1))}
            >
              <IconChevronLeft size={20} aria-hidden />
            </ActionIcon>
            {shown !== today && (
              <Button variant="default" mih={44} onClick={() => setDay(today)}>
                {t('today')}
              </Button>
            )}
            <ActionIcon
              size={44}
              variant="default"
              aria-label={t('dayAfter')}
              onClick={() => setDay(addDays(shown, 1))}
            >
              <IconChevronRight size={20} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
        <Day key={shown} day={shown} today={today} />
      </Stack>
    </Container>
  )
}

function Day({ day, today }: { readonly day: string; readonly today: string }) {
  const { t } = useTranslation('doctor')
  const calendar = useMyCalendar(day, day)
  const [noted, setNoted] = useState<Visit>()
  return (
    <Asked of={calendar} lines={5}>
      {({ body }) => {
        const mine = body.doctors[0]
        const visits = (mine?.appointments ?? [])
          .filter(isShown)
          .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
        const next = day === today ? nextVisit(visits) : undefined
        return (
          <Stack>
            {next && <NextVisit visit={next} onNotes={() => setNoted(next)} />}
            {visits.length === 0 ? (
              <EmptyNote title={t('day.none')}>
                <Text>
                  {t('day.freeTimes', { count: mine?.slots.filter(({ free }) => free > 0).length ?? 0 })}
                </Text>
              </EmptyNote>
            ) : (
              <Stack component="section" gap="xs" aria-labelledby="list">
                <Title order={2} size="h4" id="list">
                  {t('day.list', { count: visits.length, open: visits.filter(isOpen).length })}
                </Title>
                <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
                  {visits.map((visit) => (
                    <VisitRow
                      key={visit.id}
                      visit={visit}
                      isNext={visit.id === next?.id}
                      onNotes={() => setNoted(visit)}
                    />
                  ))}
                </Stack>
              </Stack>
            )}
            {mine && day >= today && <DayOff doctor={mine.id} day={day} isToday={day === today} />}
            {noted && <NotesDialog visit={noted} onDone={() => setNoted(undefined)} />}
          </Stack>
        )
      }}
    </Asked>
  )
}
