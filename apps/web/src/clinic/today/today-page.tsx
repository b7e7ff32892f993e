import '@mantine/schedule/styles.layer.css'
import type { Calendar } from '@polyclinic/contract'
import { Group, Stack, Title } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote, Waiting } from '../../elements/index.ts'
import { useAtOnce } from '../../elements/use-at-once.ts'
import { addDays, mondayOf, todayIn } from '../../time/index.ts'
import { rarely } from '../here/rarely.ts'
import { useClinic } from '../here/use-clinic.ts'
import { useVisitChange, VisitDialogs, VisitPanel } from '../visit/index.ts'
import { BoardCounts } from './board-counts.tsx'
import { DayBar } from './day-bar.tsx'
import { DoctorsBoard, type Move } from './doctors-board.tsx'
import classes from './doctors-board.module.css'
import { MoveQuestion } from './move-question.tsx'
import { WalkInButton } from './walk-in-button.tsx'

const route = getRouteApi('/clinic/$clinic/')

/** The day of the clinic: doctors side by side, their visits and their free time. */
export function TodayPage() {
  const { t } = useTranslation('day')
  const { clinic, name, timeZone } = useClinic()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const changing = useVisitChange()
  const date = search.date ?? todayIn(timeZone)
  const week = search.view === 'week'
  const isToday = date === todayIn(timeZone) && !week
  const from = week ? mondayOf(date) : date
  const asked = useAsk(
    'showCalendar',
    { clinic, query: { from, to: week ? addDays(from, 6) : from } },
    { keep: true, refetchInterval: rarely },
  )
  const choose = useCallback(
    (more: Partial<typeof search>) =>
      void navigate({
        search: (former) => ({ ...former, ...more }) as typeof search,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  const { settle } = changing
  const openInAddress = useCallback(
    (visit: string | undefined) => {
      settle()
      void navigate({
        search: (former) => {
          const { visit: _, ...others } = former
          return visit ? { ...others, visit } : others
        },
        replace: true,
        resetScroll: false,
      })
    },
    [navigate, settle],
  )
  const [opened, open] = useAtOnce(search.visit, openInAddress)
  const [move, setMove] = useState<Move>()
  const answered = useLastAnswer(asked, { date, week })
  // hundreds of visits: drawn bit by bit, between what the person does
  const drawn = useDeferredValue(answered, undefined)
  const shown = useMemo(() => drawn && onlyChosen(drawn.calendar, search.doctors), [drawn, search.doctors])
  const old = drawn?.date !== date || drawn.week !== week
  const nameOf = asked.data?.body.doctors
    .flatMap(({ appointments }) => appointments)
    .find(({ id }) => id === opened)?.patientName
  return (
    <Stack gap="sm">
      <title>{`${t('pages.today')} · ${name}`}</title>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t(isToday ? 'today.title' : 'today.other')}
        </Title>
        {isToday && <WalkInButton />}
      </Group>
      <DayBar
        date={date}
        week={week}
        doctors={asked.data?.body.doctors}
        chosen={search.doctors}
        onChoose={choose}
      />
      <Asked of={asked} lines={6}>
        {() =>
          !drawn || !shown ? (
            <Waiting lines={6} />
          ) : shown.doctors.length === 0 ? (
            <EmptyNote title={t('today.noDoctors')} />
          ) : (
            <>
              <BoardCounts calendar={shown} />
              <div className={classes['around']} data-old={old || undefined} aria-busy={old}>
                <DoctorsBoard
                  calendar={shown}
                  date={drawn.date}
                  week={drawn.week}
                  onOpen={open}
                  onDrop={setMove}
                />
              </div>
            </>
          )
        }
      </Asked>
      {opened && (
        <VisitPanel visit={opened} patientName={nameOf} changing={changing} onClose={() => open(undefined)} />
      )}
      {move && (
        <MoveQuestion
          seen={move.seen}
          to={move.to}
          busy={changing.busy === 'move'}
          error={changing.error}
          onLeave={() => {
            settle()
            setMove(undefined)
          }}
          onMove={() =>
            void changing
              .change(move.seen, { verb: 'move', to: move.to })
              .then((settled) => settled && setMove(undefined))
          }
        />
      )}
      <VisitDialogs changing={changing} />
    </Stack>
  )
}

interface Answered {
  readonly calendar: Calendar
  readonly date: string
  readonly week: boolean
}

/**
 * The last answer with what it was asked for: while another day is on its way the former stands as it was, and nothing is
 * drawn twice.
 */
function useLastAnswer(
  { data, isPlaceholderData }: Pick<ReturnType<typeof useAsk<'showCalendar'>>, 'data' | 'isPlaceholderData'>,
  { date, week }: Omit<Answered, 'calendar'>,
): Answered | undefined {
  const [last, keep] = useState<Answered>()
  const calendar = data?.body
  const isNew = last?.calendar !== calendar || last?.date !== date || last.week !== week
  if (!calendar || isPlaceholderData || !isNew) return last
  const answered = { calendar, date, week }
  keep(answered)
  return answered
}

function onlyChosen<C extends { readonly doctors: readonly { readonly id: string }[] }>(
  calendar: C,
  chosen: string | undefined,
): C {
  if (!chosen) return calendar
  const ids = chosen.split(',')
  return { ...calendar, doctors: calendar.doctors.filter(({ id }) => ids.includes(id)) }
}
