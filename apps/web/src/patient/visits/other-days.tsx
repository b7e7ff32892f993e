import { NativeSelect, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import type { Appointment, FreeDay, FreeSlot } from '@polyclinic/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { TimeButtons } from './time-buttons.tsx'

interface Props {
  readonly visit: Appointment
  readonly onPick: (slot: FreeSlot) => void
}

/** Any free time of the same visit: day by day, with this doctor or with any. */
export function OtherDays({ visit, onPick }: Props) {
  const { t } = useTranslation('mine')
  const [who, setWho] = useState<'same' | 'any'>('same')
  const [day, setDay] = useState<string>()
  const wishes = {
    visitType: visit.visitType.code,
    ...(who === 'same' && { doctor: visit.doctor.id }),
  }
  const { slug } = visit.clinic
  const days = useAsk('listFreeDays', { clinic: slug, query: wishes })
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('move.other')}
      </Title>
      <SegmentedControl
        aria-label={t('visit.doctor')}
        value={who}
        onChange={(value) => setWho(value as typeof who)}
        data={[
          { value: 'same', label: visit.doctor.name },
          { value: 'any', label: t('anyDoctor') },
        ]}
        w="fit-content"
        maw="100%"
      />
      <Asked of={days} lines={1}>
        {({ body: { items } }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('move.noDays')}</Text>
          ) : (
            <>
              <DayChoice days={items} day={day} onChoose={setDay} />
              <TimesOfDay
                clinic={slug}
                query={{ ...wishes, ...dayQuery(chosenOf(items, day)), limit: 300 }}
                withDoctor={who === 'any'}
                onPick={onPick}
              />
            </>
          )
        }
      </Asked>
    </Stack>
  )
}

const chosenOf = (days: readonly FreeDay[], day: string | undefined): string =>
  days.find(({ localDate }) => localDate === day)?.localDate ?? days[0]?.localDate ?? ''
const dayQuery = (day: string) => ({ from: day, to: day })

interface DayChoiceProps {
  readonly days: readonly FreeDay[]
  readonly day: string | undefined
  readonly onChoose: (day: string) => void
}

function DayChoice({ days, day, onChoose }: DayChoiceProps) {
  const { t } = useTranslation('mine')
  const time = useTime()
  return (
    <NativeSelect
      label={t('move.day')}
      maw={360}
      value={chosenOf(days, day)}
      data={days.map(({ localDate, free }) => ({
        value: localDate,
        label: t('move.dayFree', { day: time.shortDay(localDate), count: free }),
      }))}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  )
}

interface TimesProps {
  readonly clinic: string
  readonly query: {
    readonly from: string
    readonly to: string
    readonly visitType: string
    readonly doctor?: string
    readonly limit: number
  }
  readonly withDoctor: boolean
  readonly onPick: (slot: FreeSlot) => void
}

function TimesOfDay({ clinic, query, withDoctor, onPick }: TimesProps) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const slots = useAsk('listSlots', { clinic, query }, { keep: true })
  return (
    <Asked of={slots} lines={2}>
      {({ body: { items } }) => (
        <TimeButtons
          slots={items}
          withDoctor={withDoctor}
          label={t('move.timesOn', { day: time.shortDay(query.from) })}
          // those of another day would be taken for this one's
          stale={slots.isPlaceholderData}
          onPick={onPick}
        />
      )}
    </Asked>
  )
}
