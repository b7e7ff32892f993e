import { Button, Group, Stack } from '@mantine/core'
import { IconCheck, IconNote } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useNow } from '../here/use-now.ts'
import { useHere } from '../office/index.ts'
import type { Visit } from './next-visit.ts'

interface Props {
  readonly visit: Visit
  readonly onNotes: () => void
  readonly size?: 'sm' | 'md'
}

/** What a doctor does about a visit, by one press each; who came and who did not is the desk's to say, on its pages. */
export function VisitActions({ visit, onNotes, size = 'sm' }: Props) {
  const { t } = useTranslation('doctor')
  const clinic = useHere()
  const time = useTime()
  const now = useNow()
  const fulfil = useAct('fulfil', ['showCalendar', 'listAppointments', 'showAppointment'])
  const { id, status, version, startsAt, localDate } = visit
  const name = visit.patientName ?? visit.reference
  const canEnd = status === 'arrived' || (status === 'booked' && new Date(startsAt) <= now)
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {canEnd && (
          <Button
            size={size}
            mih={44}
            leftSection={<IconCheck size={16} aria-hidden />}
            loading={fulfil.isPending}
            aria-label={t('visit.fulfilOf', { name })}
            onClick={() => fulfil.mutate({ clinic, params: { appointment: id }, ifMatch: version })}
          >
            {t('visit.fulfil')}
          </Button>
        )}
        <Button
          size={size}
          mih={44}
          variant="default"
          leftSection={<IconNote size={16} aria-hidden />}
          aria-label={t('visit.notesOf', { name })}
          onClick={onNotes}
        >
          {t('visit.notes')}
        </Button>
      </Group>
      <ProblemNote error={fulfil.error}>
        {isProblem(fulfil.error, 'outside-policy') && t('visit.tooEarly', { day: time.shortDay(localDate) })}
      </ProblemNote>
    </Stack>
  )
}
