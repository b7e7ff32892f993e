import type { Appointment, FreeSlot } from '@polyclinic/contract'
import {
  Button,
  Group,
  NativeSelect,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { clockIn, instantOf, todayIn, useTime } from '../../time/index.ts'
import { DayInput } from '../here/day-input.tsx'
import { useClinic } from '../here/use-clinic.ts'
import { useIdempotencyKey } from '../here/use-idempotency-key.ts'
import { visitRoutes } from '../visit/index.ts'
import type { Wishes } from './time-wishes.tsx'

interface Props {
  readonly patient: string
  readonly visitType: string
  readonly wishes: Wishes
  readonly slot: FreeSlot | undefined
  readonly walkIn: boolean
  readonly onBooked: (booked: Appointment) => void
  readonly onLeave: () => void
}

/** Beyond the rules, on the record: a walk-in, a full time, outside of the hours. */
export function OverrideForm({ patient, visitType, wishes, slot, walkIn, onBooked, onLeave }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { clinic, timeZone } = useClinic()
  const doctors = useAsk('listDoctors', { clinic }, { staleTime: 300_000 }).data?.body.items ?? []
  const [doctor, setDoctor] = useState(slot?.doctor.id ?? wishes.doctor ?? '')
  const [date, setDate] = useState(slot?.localDate ?? wishes.date ?? todayIn(timeZone))
  const [clock, setClock] = useState(() => slot?.localTime ?? clockIn(timeZone))
  const [why, setWhy] = useState(walkIn && !slot ? t('override.walkIn') : '')
  const keys = useIdempotencyKey()
  const act = useAct('overrideAppointment', visitRoutes)
  const doctorId = doctor || doctors[0]?.id
  const book = () => {
    if (!doctorId) return
    const body = {
      doctorId,
      startsAt: instantOf(date, clock, timeZone),
      visitType,
      patientId: patient,
      justification: why,
    }
    act.mutate(
      { clinic, idempotencyKey: keys.keyFor(body), body },
      { onSuccess: (answer) => onBooked(answer.body) },
    )
  }
  return (
    <Paper withBorder p="md" w="100%" component="section" aria-labelledby="override">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          book()
        }}
      >
        <Stack gap="sm">
          <Title order={2} size="h4" id="override">
            {t('override.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('override.text')}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <NativeSelect
              label={t('field.doctor')}
              data={doctors.map(({ id, name }) => ({ value: id, label: name }))}
              value={doctorId ?? ''}
              onChange={({ currentTarget }) => setDoctor(currentTarget.value)}
            />
            <DayInput
              label={t('field.day')}
              minDate={todayIn(timeZone)}
              value={date}
              onChange={(day) => day && setDate(day)}
            />
            <TextInput
              label={t('override.clock', { zone: time.zone(new Date().toISOString(), timeZone) })}
              type="time"
              required
              value={clock}
              onChange={({ currentTarget }) => setClock(currentTarget.value)}
            />
          </SimpleGrid>
          <Textarea
            label={t('override.why')}
            description={t('override.whyText')}
            required
            autoFocus
            autosize
            maxLength={500}
            value={why}
            onChange={({ currentTarget }) => setWhy(currentTarget.value)}
          />
          <ProblemNote error={act.error} />
          <Group>
            <Button type="submit" color="red.9" loading={act.isPending} disabled={!doctorId}>
              {t('override.do')}
            </Button>
            <Button variant="default" onClick={onLeave}>
              {t('shell:cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
