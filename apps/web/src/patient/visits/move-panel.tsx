import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { Appointment, BookedAppointment, FreeSlot } from '@polyclinic/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { VersionsNote } from '../../elements/versions-note.tsx'
import { useTime } from '../../time/index.ts'
import { AskFirst } from '../own/ask-first.tsx'
import { Section } from '../own/section.tsx'
import { NearestTimes } from './nearest-times.tsx'
import { OtherDays } from './other-days.tsx'
import { TimeButtons } from './time-buttons.tsx'
import { useVersionsOfVisit } from './use-versions-of-visit.ts'

interface Props {
  readonly visit: Appointment
  readonly onClose: () => void
  readonly onMoved: (text: string) => void
}

const times = ['listAlternatives', 'listSlots', 'listFreeDays'] as const
const forgotten = ['showAppointment', 'listOwnAppointments', 'showHistory', ...times] as const

/** Chooses another time: the nearest at hand, all others by day. Moved whole, or not at all. */
export function MovePanel({ visit, onClose, onMoved }: Props) {
  const { t } = useTranslation(['mine', 'shell'])
  const time = useTime()
  // as it was when the panel opened: what is decided here is decided about that
  const [seen, setSeen] = useState(visit)
  const [chosen, choose] = useState<FreeSlot>()
  const move = useAct('rescheduleAppointment', forgotten)
  const conflict = isProblem(move.error, 'version-mismatch') ? move.error : undefined
  const taken = isProblem(move.error, 'slot-taken', 'slot-held') ? move.error : undefined
  const rowsOf = useVersionsOfVisit()

  const moveFrom = (from: Appointment, slot: FreeSlot | undefined) => {
    if (!slot) return
    move.mutate(
      {
        clinic: from.clinic.slug,
        params: { appointment: from.id },
        body: { slotId: slot.id },
        ifMatch: from.version,
      },
      {
        onSuccess: ({ body }) => onMoved(sentence(body)),
        // what is asked now stands behind the dialogue
        onError: (error) => isProblem(error) && setAsking(false),
      },
    )
  }
  const sentence = ({ startsAt, timeZone, warnings }: BookedAppointment) => {
    const moved = t('move.done', { time: time.moment(startsAt, timeZone) })
    const [other] = warnings ?? []
    return other ? `${moved} ${t('move.overlap', { clinic: other.clinic.name })}` : moved
  }
  const [asking, setAsking] = useState(false)
  const pick = (slot: FreeSlot) => {
    move.reset()
    choose(slot)
    setAsking(true)
  }
  return (
    <Section title={t('move.title')} text={t('move.text')}>
      {conflict && (
        <VersionsNote
          rows={rowsOf(seen, conflict.problem['current'] as Appointment)}
          busy={move.isPending}
          mineLabel={t('move.anyway')}
          onMine={() => {
            const current = conflict.problem['current'] as Appointment
            setSeen(current)
            moveFrom(current, chosen)
          }}
          onTheirs={onClose}
        />
      )}
      {taken && (
        <Alert role="alert" color="red" title={t(`problems:${taken.code}.title`)}>
          <Stack gap="sm">
            <Text size="sm">{t(`problems:${taken.code}.way`)}</Text>
            <TimeButtons slots={taken.problem['alternatives'] as FreeSlot[]} withDay onPick={pick} />
          </Stack>
        </Alert>
      )}
      {move.error && !conflict && !taken && !asking && <ProblemNote error={move.error} />}
      <NearestTimes visit={seen} onPick={pick} />
      <OtherDays visit={seen} onPick={pick} />
      <Group>
        <Button variant="default" h={44} onClick={onClose}>
          {t('move.leave')}
        </Button>
      </Group>
      <AskFirst
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('move.sure')}
        confirm={t('move.confirm')}
        busy={move.isPending}
        error={move.error}
        onConfirm={() => moveFrom(seen, chosen)}
      >
        {chosen && <FromTo seen={seen} chosen={chosen} />}
      </AskFirst>
    </Section>
  )
}

function FromTo({ seen, chosen }: { readonly seen: Appointment; readonly chosen: FreeSlot }) {
  const { t } = useTranslation('mine')
  const time = useTime()
  return (
    <Stack gap={4}>
      <Text c="dimmed">
        {t('move.from', { time: time.moment(seen.startsAt, seen.timeZone), doctor: seen.doctor.name })}
      </Text>
      <Text fw={650}>
        {t('move.to', { time: time.moment(chosen.startsAt, chosen.timeZone), doctor: chosen.doctor.name })}
      </Text>
    </Stack>
  )
}
