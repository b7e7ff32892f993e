import { Button, Group, Stack } from '@mantine/core'
import { IconCheck, IconDoorEnter, IconNote, IconUserOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isProblem, type RouteId, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useMe } from '../../session/index.ts'
import { useTime } from '../../time/index.ts'
import { useHere, useZone } from '../office/index.ts'
import { isDesk, rolesAt } from '../roles.ts'
import type { Visit } from './next-visit.ts'
import { useNow } from './use-now.ts'

interface Props {
  readonly visit: Visit
  readonly onNotes: () => void
  readonly size?: 'sm' | 'md'
}

const forgets: readonly RouteId[] = ['showCalendar', 'listAppointments']

/** What can be noted of a visit by one press, as it stands now. */
export function VisitActions({ visit, onNotes, size = 'sm' }: Props) {
  const { t } = useTranslation('doctor')
  const clinic = useHere()
  const time = useTime()
  const zone = useZone()
  const now = useNow()
  const arrive = useAct('arrive', forgets)
  const fulfil = useAct('fulfil', forgets)
  const noShow = useAct('noShow', forgets)
  const reinstate = useAct('reinstate', forgets)
  const acts = [arrive, fulfil, noShow, reinstate]
  const busy = acts.some(({ isPending }) => isPending)
  const error = acts.find((act) => act.error)?.error
  const input = { clinic, params: { appointment: visit.id }, ifMatch: visit.version }
  const { status } = visit
  // checking in is the desk's; a doctor may be of the desk as well
  const receives = isDesk(rolesAt(useMe(), clinic))
  const name = visit.patientName ?? visit.reference
  const late = new Date(visit.startsAt) <= now
  const common = { size, mih: 44, disabled: busy } as const
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {receives && status === 'booked' && (
          <Button
            {...common}
            variant="light"
            leftSection={<IconDoorEnter size={16} aria-hidden />}
            loading={arrive.isPending}
            aria-label={t('visit.arriveOf', { name })}
            onClick={() => arrive.mutate(input)}
          >
            {t('visit.arrive')}
          </Button>
        )}
        {(status === 'arrived' || (status === 'booked' && late)) && (
          <Button
            {...common}
            leftSection={<IconCheck size={16} aria-hidden />}
            loading={fulfil.isPending}
            aria-label={t('visit.fulfilOf', { name })}
            onClick={() => fulfil.mutate(input)}
          >
            {t('visit.fulfil')}
          </Button>
        )}
        {receives && status === 'booked' && late && (
          <Button
            {...common}
            variant="default"
            leftSection={<IconUserOff size={16} aria-hidden />}
            loading={noShow.isPending}
            aria-label={t('visit.noShowOf', { name })}
            onClick={() => noShow.mutate(input)}
          >
            {t('visit.noShow')}
          </Button>
        )}
        {receives && (status === 'arrived' || status === 'noshow') && (
          <Button
            {...common}
            variant="subtle"
            loading={reinstate.isPending}
            aria-label={t('visit.undoOf', { name })}
            onClick={() => reinstate.mutate(input)}
          >
            {t('visit.undo')}
          </Button>
        )}
        <Button
          {...common}
          disabled={false}
          variant="default"
          leftSection={<IconNote size={16} aria-hidden />}
          aria-label={t('visit.notesOf', { name })}
          onClick={onNotes}
        >
          {t('visit.notes')}
        </Button>
      </Group>
      {isProblem(error, 'outside-policy') ? (
        <ProblemNote error={error}>
          {t('visit.tooEarly', { time: time.moment(visit.startsAt, zone) })}
        </ProblemNote>
      ) : (
        <ProblemNote error={error} />
      )}
    </Stack>
  )
}
