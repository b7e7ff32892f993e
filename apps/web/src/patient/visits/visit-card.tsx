import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { OwnAppointment } from '@polyclinic/contract'
import { IconAlertCircle, IconClockExclamation } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'

interface Props {
  readonly visit: OwnAppointment
  /** The others on the page, among which are those that share its time */
  readonly all: readonly OwnAppointment[]
  readonly isOver: boolean
}

/** One visit in the list: when, with whom, where, how it stands, and what it needs. */
export function VisitCard({ visit, all, isOver }: Props) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const { clinic, doctor, visitType, startsAt, timeZone } = visit
  const to = {
    to: '/c/$clinic/visits/$appointment',
    params: { clinic: clinic.slug, appointment: visit.id },
  } as const
  return (
    <Paper withBorder p="md" component="li">
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Anchor fw={650} fz="lg" c="inherit" renderRoot={(props) => <Link {...to} {...props} />}>
            <time dateTime={startsAt} className="number">
              {time.moment(startsAt, timeZone)}
            </time>
          </Anchor>
          <StatusBadge status={visit.status} displaced={visit.displaced} />
        </Group>
        <Text style={{ overflowWrap: 'anywhere' }}>
          {visitType.name} · {doctor.name}
        </Text>
        <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {clinic.name} · {time.zone(startsAt, timeZone)} · {visit.reference}
        </Text>
        <Overlaps visit={visit} all={all} />
        {visit.displaced && !isOver && (
          <Group gap="sm">
            <IconAlertCircle size={18} aria-hidden />
            <Text size="sm" style={{ flex: 1, minWidth: 200 }}>
              {t('visits.displacedText')}
            </Text>
            <Button h={44} renderRoot={(props) => <Link {...to} search={{ move: true }} {...props} />}>
              {t('visits.chooseAnother')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

function Overlaps({ visit, all }: Pick<Props, 'visit' | 'all'>) {
  const { t } = useTranslation('mine')
  const time = useTime()
  if (!visit.overlapsWith?.length) return null
  const others = all.filter(({ id }) => visit.overlapsWith?.includes(id))
  const named = others.map(({ clinic, startsAt, timeZone }) =>
    t('visits.overlapOf', { clinic: clinic.name, time: time.time(startsAt, timeZone) }),
  )
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <IconClockExclamation size={18} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm">
        {t('visits.overlap')} {named.join(', ')}
      </Text>
    </Group>
  )
}
