import type { BookedAppointment, FreeSlot, KnownPatientDocument } from '@polyclinic/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct, useAsk } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { todayIn } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { useIdempotencyKey } from '../here/use-idempotency-key.ts'
import { TimeList, visitRoutes } from '../visit/index.ts'
import { ConfirmBooking } from './confirm-booking.tsx'
import { OverrideForm } from './override-form.tsx'
import { TimeWishes, type Wishes } from './time-wishes.tsx'
import { useMayOverride } from './use-may-override.ts'
import { VisitTypeChoice } from './visit-type-choice.tsx'

interface Props {
  readonly patient: KnownPatientDocument
  readonly date: string | undefined
  readonly doctor: string | undefined
  /** Begins beyond the rules, at this minute */
  readonly walkIn: boolean
  readonly onBooked: (booked: BookedAppointment) => void
}

/** What for, when, and why: in the order in which one asks on the phone. */
export function BookTime({ patient, date, doctor, walkIn, onBooked }: Props) {
  const { t } = useTranslation('day')
  const { clinic, timeZone } = useClinic()
  const types = useAsk('listVisitTypes', { clinic }, { staleTime: 300_000 })
  const [type, setType] = useState<string>()
  // from the schedule of a day that is over one comes with that day: what is free begins today
  const [wishes, setWishes] = useState<Wishes>({
    date: date && date > todayIn(timeZone) ? date : undefined,
    doctor,
  })
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState<FreeSlot>()
  const [overriding, setOverriding] = useState(walkIn)
  const keys = useIdempotencyKey()
  const first = useRef<HTMLButtonElement | null>(null)
  const mayOverride = useMayOverride()
  const withoutTimes = walkIn && overriding && mayOverride
  const act = useAct('bookAppointment', visitRoutes)
  const visitType = type ?? types.data?.body.items[0]?.code
  const times = useAsk(
    'listSlots',
    {
      clinic,
      query: {
        visitType,
        from: wishes.date ?? todayIn(timeZone),
        ...(wishes.doctor && { doctor: wishes.doctor }),
        limit: 8,
      },
    },
    { enabled: visitType !== undefined && !withoutTimes, keep: true },
  )
  const book = () => {
    if (!chosen || !visitType) return
    const why = reason.trim()
    const body = {
      slotId: chosen.id,
      visitType,
      patientId: patient.id,
      ...(why && { reason: why }),
    }
    act.mutate(
      { clinic, idempotencyKey: keys.keyFor(body), body },
      { onSuccess: (answer) => onBooked(answer.body) },
    )
  }
  const instead = isProblem(act.error, 'slot-taken', 'slot-held')
    ? (act.error.problem['alternatives'] as FreeSlot[])
    : undefined
  return (
    <Stack>
      <Asked of={types} lines={1}>
        {({ body }) => (
          <VisitTypeChoice
            types={body.items}
            value={visitType}
            onChange={(code) => {
              setType(code)
              setChosen(undefined)
              act.reset()
            }}
            onDone={() => first.current?.focus()}
          />
        )}
      </Asked>
      {types.data?.body.items.length === 0 ? (
        <EmptyNote title={t('book.noTypes')}>
          <Text c="dimmed">{t('book.noTypesText')}</Text>
        </EmptyNote>
      ) : null}
      {!withoutTimes && (
        <>
          <TimeWishes
            wishes={wishes}
            onChange={(more) => {
              setWishes({ ...wishes, ...more })
              setChosen(undefined)
              act.reset()
            }}
          />
          {chosen ? (
            <ConfirmBooking
              slot={chosen}
              reason={reason}
              onReason={setReason}
              busy={act.isPending}
              error={act.error}
              alternatives={instead}
              onBook={book}
              onOther={(other) => {
                setChosen(other)
                act.reset()
              }}
            >
              {mayOverride && isProblem(act.error, 'outside-policy', 'slot-taken') && (
                <Button size="xs" variant="default" onClick={() => setOverriding(true)}>
                  {t('override.open')}
                </Button>
              )}
            </ConfirmBooking>
          ) : (
            <Asked of={times} lines={5}>
              {({ body }) =>
                body.items.length === 0 ? (
                  <Text c="dimmed">{t('book.noTimes')}</Text>
                ) : (
                  <TimeList
                    times={body.items}
                    label={t('book.times')}
                    onChoose={setChosen}
                    firstRef={(node) => {
                      first.current = node
                    }}
                  />
                )
              }
            </Asked>
          )}
        </>
      )}
      {mayOverride && visitType && (
        <Group>
          {overriding ? (
            <OverrideForm
              patient={patient.id}
              visitType={visitType}
              wishes={wishes}
              slot={chosen}
              walkIn={walkIn}
              onBooked={onBooked}
              onLeave={() => setOverriding(false)}
            />
          ) : (
            !chosen && (
              <Button variant="subtle" onClick={() => setOverriding(true)}>
                {t('override.open')}
              </Button>
            )
          )}
        </Group>
      )}
    </Stack>
  )
}
