import type { ClinicDoctor } from '@polyclinic/contract'
import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote, ProblemNote } from '../../elements/index.ts'
import { useLive } from '../../live/index.ts'
import { said } from '../address-search.ts'
import { useZone } from '../use-zone.ts'
import { DaySteps } from './day-steps.tsx'
import { DayTimes } from './day-times.tsx'
import { TimeFilters } from './time-filters.tsx'
import type { TimeWishes } from './time-wishes.ts'
import { useClinicTimes } from './use-clinic-times.ts'
import { usualVisitType } from './usual-visit-type.ts'

const MonthPicker = lazy(() => import('./month-picker.tsx').then((file) => ({ default: file.MonthPicker })))

interface Props {
  readonly clinic: string
  readonly timeZone: string
  /** Whom one can choose among; one alone on a doctor's page */
  readonly doctors: readonly ClinicDoctor[]
  readonly wishes: TimeWishes
  readonly wish: (change: Partial<TimeWishes>) => void
}

/** Free times as buttons by day, the days without any passed over. */
export function FreeTimes({ clinic, timeZone, doctors, wishes, wish }: Props) {
  const { t } = useTranslation('booking')
  const [calendarOpen, { toggle, close }] = useDisclosure(false)
  useLive([`slots:${clinic}`])
  const types = useAsk('listVisitTypes', { clinic }, { staleTime: 60_000 })
  const offered = types.data?.body.items ?? []
  const visitType = wishes.visitType ?? usualVisitType(offered)?.code
  const times = useClinicTimes(clinic, { ...wishes, visitType }, types.isSuccess)
  const { free, shown, days, slots, earlier, later } = times
  const first = shown[0]?.times[0]?.startsAt
  const tellZone = useZone()
  const zone = first && tellZone(first, timeZone)
  const waiting = (
    <Anchor
      py={4}
      renderRoot={(props) => (
        <Link to="/waiting" search={said({ clinic, visitType, doctor: wishes.doctor })} {...props} />
      )}
    >
      {t('times.tellMe')}
    </Anchor>
  )
  return (
    <Stack gap="md" component="section" aria-labelledby="times">
      <Title order={2} size="h3" id="times">
        {t('times.title')}
      </Title>
      <TimeFilters visitTypes={offered} doctors={doctors} wishes={{ ...wishes, visitType }} wish={wish}>
        <DaySteps
          earlier={earlier}
          later={later}
          onStep={(from) => wish({ from })}
          calendarOpen={calendarOpen}
          onCalendar={free.length > 0 ? toggle : undefined}
        />
      </TimeFilters>
      {calendarOpen && (
        <Suspense fallback={<Text role="status">{t('times.calendarComes')}</Text>}>
          <MonthPicker
            free={free}
            chosen={wishes.from ?? free[0]}
            onChoose={(from) => {
              wish({ from })
              close()
            }}
          />
        </Suspense>
      )}
      {zone && <Text c="dimmed">{t('times.zoneLong', { zone })}</Text>}
      <ProblemNote error={types.error} {...(types.error && { onRetry: () => void types.refetch() })} />
      <Asked of={days} lines={6}>
        {() =>
          free.length === 0 ? (
            <EmptyNote title={t('times.none')}>
              <Text>{t('times.noneText')}</Text>
              {waiting}
            </EmptyNote>
          ) : (
            <>
              <Asked of={slots} lines={6}>
                {() => (
                  <Stack gap="lg" style={{ opacity: slots.isPlaceholderData ? 0.6 : 1 }}>
                    {shown.map((day) => (
                      <DayTimes
                        key={day.localDate}
                        clinic={clinic}
                        timeZone={timeZone}
                        day={day}
                        wishes={{ ...wishes, visitType }}
                        anyDoctor={!wishes.doctor}
                      />
                    ))}
                  </Stack>
                )}
              </Asked>
              <Group gap="xs">
                <Text>{t('times.nothingSuits')}</Text>
                {waiting}
              </Group>
            </>
          )
        }
      </Asked>
    </Stack>
  )
}
