import type { Calendar, OverrideDocument } from '@polyclinic/contract'
import { Badge, Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { addDays, todayIn, useTime } from '../../time/index.ts'
import { OverrideEditor } from '../doctors/override-editor.tsx'
import { DayOffQuestion } from '../my-day/day-off.tsx'
import { isShown } from '../my-day/next-visit.ts'
import { useMyCalendar } from '../my-day/use-mine.ts'
import { OfficePage, RecordList, RecordRow, Removal, useHere, useZone } from '../office/index.ts'
import { stretchesOf } from './hours-of.ts'

type Mine = Calendar['doctors'][number]
interface Chosen {
  readonly day: string
  readonly what: 'hours' | 'off' | 'usual'
}

/** My coming days: the hours of each, and how to have it otherwise. */
export function MyAvailabilityPage() {
  const { t } = useTranslation(['doctor', 'clinic', 'shell'])
  const today = todayIn(useZone())
  const [later, setLater] = useState(false)
  return (
    <OfficePage title={t('clinic:pages.my-availability')} lead={t('availability.lead')}>
      <Fortnight first={today} />
      {later ? (
        <Fortnight first={addDays(today, 14)} />
      ) : (
        <Button variant="default" mih={44} w="fit-content" onClick={() => setLater(true)}>
          {t('shell:more')}
        </Button>
      )}
    </OfficePage>
  )
}

function Fortnight({ first }: { readonly first: string }) {
  const { t } = useTranslation('doctor')
  const calendar = useMyCalendar(first, addDays(first, 13))
  return (
    <Asked of={calendar} lines={8}>
      {({ body }) => {
        const mine = body.doctors[0]
        return mine ? <Days mine={mine} first={first} /> : <EmptyNote title={t('week.none')} />
      }}
    </Asked>
  )
}

function Days({ mine, first }: { readonly mine: Mine; readonly first: string }) {
  const { t } = useTranslation('doctor')
  const time = useTime()
  const [chosen, setChosen] = useState<Chosen>()
  const overrides = useAsk('listOverrides', { clinic: useHere(), params: { doctor: mine.id } })
  const overrideOf = (day: string) => overrides.data?.body.items.find(({ date }) => date === day)
  const of = chosen && overrideOf(chosen.day)
  const close = () => setChosen(undefined)
  return (
    <Stack>
      <RecordList label={t('availability.from', { day: time.longDay(first) })}>
        {Array.from({ length: 14 }, (_, nth) => addDays(first, nth)).map((day) => (
          <DayRow
            key={day}
            day={day}
            mine={mine}
            override={overrideOf(day)}
            onChoose={(what) => setChosen({ day, what })}
          />
        ))}
      </RecordList>
      {chosen?.what === 'hours' && (
        <OverrideEditor doctor={mine.id} override={of} date={chosen.day} onDone={close} />
      )}
      {chosen?.what === 'off' && (
        <DayOffQuestion doctor={mine.id} day={chosen.day} override={of} onDone={close} />
      )}
      {chosen?.what === 'usual' && of && (
        <Removal
          kind="Override"
          params={{ doctor: mine.id }}
          doc={of}
          title={t('availability.usual')}
          text={t('availability.usualText', { day: time.longDay(chosen.day) })}
          proposal={{ change: 'override', doctor: mine.id, id: of.id, to: null }}
          onDone={close}
        />
      )}
    </Stack>
  )
}

interface RowProps {
  readonly day: string
  readonly mine: Mine
  readonly override: OverrideDocument | undefined
  readonly onChoose: (what: Chosen['what']) => void
}

function DayRow({ day, mine, override, onChoose }: RowProps) {
  const { t } = useTranslation('doctor')
  const time = useTime()
  const zone = useZone()
  const stretches = stretchesOf(mine.slots.filter(({ localDate }) => localDate === day))
  const visits = mine.appointments.filter(
    (visit) => visit.localDate === day && !visit.displaced && isShown(visit),
  ).length
  const name = time.longDay(day)
  const hours = stretches.map(
    ({ startsAt, endsAt }) => `${time.time(startsAt, zone)} – ${time.time(endsAt, zone)}`,
  )
  const facts = [
    hours.length === 0 ? t('availability.noHours') : hours.join(', '),
    visits > 0 && t('availability.visits', { count: visits }),
    override?.note,
  ]
  return (
    <RecordRow
      title={name}
      facts={<span className="number">{facts.filter(Boolean).join(' · ')}</span>}
      badge={
        override && (
          <Badge variant="outline" color="orange" tt="none">
            {t(override.hours.length === 0 ? 'availability.off' : 'availability.changed')}
          </Badge>
        )
      }
      actions={
        <>
          <Button
            variant="default"
            mih={44}
            aria-label={t('availability.hoursOf', { day: name })}
            onClick={() => onChoose('hours')}
          >
            {t('availability.hours')}
          </Button>
          {override ? (
            <Button
              variant="default"
              mih={44}
              aria-label={t('availability.usualOf', { day: name })}
              onClick={() => onChoose('usual')}
            >
              {t('availability.usual')}
            </Button>
          ) : (
            hours.length > 0 && (
              <Button
                variant="default"
                mih={44}
                aria-label={t('availability.dayOffOf', { day: name })}
                onClick={() => onChoose('off')}
              >
                {t('availability.dayOff')}
              </Button>
            )
          )}
        </>
      }
    />
  )
}
