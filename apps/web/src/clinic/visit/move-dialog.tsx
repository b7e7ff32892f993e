import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Dialog } from '../../elements/dialog.tsx'
import { Asked, ProblemNote } from '../../elements/index.ts'
import { todayIn, useTime } from '../../time/index.ts'
import { DayInput } from '../here/day-input.tsx'
import { useClinic } from '../here/use-clinic.ts'
import { TimeList } from './time-list.tsx'
import type { VisitChanging } from './use-visit-change.ts'
import { freeTimeOf, type SeenVisit } from './visit-change.ts'

interface Props {
  readonly visit: SeenVisit
  readonly changing: VisitChanging
  readonly onClose: () => void
}

/** Moves a visit by choosing among times: what dragging does, for everybody. The nearest times first, or of a day. */
export function MoveDialog({ visit, changing, onClose }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { timeZone } = useClinic()
  const [day, setDay] = useState<string | null>(null)
  const move = async (to: ReturnType<typeof freeTimeOf>) => {
    if (await changing.change(visit, { verb: 'move', to })) onClose()
  }
  return (
    <Dialog title={t('move.title', { name: visit.patientName ?? t('unnamed') })} size="md" onClose={onClose}>
      <Stack>
        <Text size="sm">
          {t('move.now', {
            when: `${time.shortDay(visit.localDate)}, ${time.wallTime(visit.localTime)}`,
            doctor: visit.doctorName,
          })}
        </Text>
        <DayInput
          label={t('move.day')}
          placeholder={t('move.nearest')}
          clearable
          clearButtonProps={{ 'aria-label': t('move.nearest') }}
          minDate={todayIn(timeZone)}
          value={day}
          onChange={setDay}
        />
        {day ? (
          <TimesOfDay visit={visit.id} day={day} onChoose={move} busy={changing.busy === 'move'} />
        ) : (
          <NearestTimes visit={visit.id} onChoose={move} busy={changing.busy === 'move'} />
        )}
        <ProblemNote error={changing.error} />
        <Group>
          <Button variant="default" onClick={onClose}>
            {t('shell:cancel')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

interface TimesProps {
  readonly visit: string
  readonly busy: boolean
  readonly onChoose: (to: ReturnType<typeof freeTimeOf>) => unknown
}

function NearestTimes({ visit, busy, onChoose }: TimesProps) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const asked = useAsk('listAlternatives', { clinic, params: { appointment: visit } })
  return (
    <Asked of={asked}>
      {({ body }) =>
        body.items.length === 0 ? (
          <Text c="dimmed">{t('move.noneNear')}</Text>
        ) : (
          <TimeList
            times={body.items}
            label={t('move.nearest')}
            busy={busy}
            onChoose={(slot) => void onChoose(freeTimeOf(slot))}
          />
        )
      }
    </Asked>
  )
}

function TimesOfDay({ visit, day, busy, onChoose }: TimesProps & { readonly day: string }) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const appointment = useAsk('showAppointment', { clinic, params: { appointment: visit } })
  const visitType = appointment.data?.body.visitType.code
  const asked = useAsk(
    'listSlots',
    { clinic, query: { from: day, to: day, visitType, limit: 60 } },
    { enabled: visitType !== undefined, keep: true },
  )
  return (
    <Asked of={asked}>
      {({ body }) =>
        body.items.length === 0 ? (
          <Text c="dimmed">{t('move.noneThatDay')}</Text>
        ) : (
          <TimeList
            times={body.items}
            label={t('move.ofDay')}
            busy={busy}
            onChoose={(slot) => void onChoose(freeTimeOf(slot))}
          />
        )
      }
    </Asked>
  )
}
