import { Group, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { StatusBadge } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useNow } from '../here/use-now.ts'
import { useHere, useZone } from '../office/index.ts'
import type { Visit } from './next-visit.ts'
import { VisitActions } from './visit-actions.tsx'
import { useTypeName } from './use-type-name.ts'

interface Props {
  readonly visit: Visit
  readonly onNotes: () => void
}

/** Who is to be seen next, readable from an arm's length. */
export function NextVisit({ visit, onNotes }: Props) {
  const { t } = useTranslation('doctor')
  const time = useTime()
  const zone = useZone()
  const typeName = useTypeName()
  const minutes = Math.round((new Date(visit.startsAt).getTime() - useNow().getTime()) / 60_000)
  const { data } = useAsk('showAppointment', { clinic: useHere(), params: { appointment: visit.id } })
  const reason = data?.body.reason
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={t('day.next')}
      style={{ borderInlineStart: '4px solid var(--mantine-primary-color-filled)' }}
    >
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm" fw={600}>
            {minutes > 0 && minutes < 90 ? t('day.nextIn', { count: minutes }) : t('day.next')}
          </Text>
          <StatusBadge status={visit.status} />
        </Group>
        <Text fz={26} fw={650} lh={1.2} className="breaks">
          {visit.patientName ?? t('visit.nameless')}
        </Text>
        <Text size="lg" className="number">
          {time.time(visit.startsAt, zone)} – {time.time(visit.endsAt, zone)} · {typeName(visit.visitType)}
        </Text>
        <Text mih={25} className="breaks">
          {reason && `“${reason}”`}
        </Text>
        <VisitActions visit={visit} onNotes={onNotes} size="md" />
      </Stack>
    </Paper>
  )
}
