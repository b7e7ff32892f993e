import type { Appointment } from '@polyclinic/contract'
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'

interface Props {
  readonly booked: Appointment
  readonly patientName: string | undefined
  readonly onAgain: () => void
}

/** What to say on the phone before hanging up: when, with whom, and the number. */
export function BookedNote({ booked, patientName, onAgain }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { clinic } = useClinic()
  return (
    <Paper withBorder p="lg" role="status">
      <Stack gap="xs">
        <Group gap="xs">
          <IconCircleCheck aria-hidden color="var(--mantine-color-green-filled)" />
          <Title order={2} size="h3">
            {t('book.done')}
          </Title>
          <StatusBadge status={booked.status} />
        </Group>
        <Text fw={650} size="lg" className="number">
          {time.longDay(booked.localDate)}, {time.wallTime(booked.localTime)}{' '}
          {time.zone(booked.startsAt, booked.timeZone)}
        </Text>
        <Text style={{ overflowWrap: 'anywhere' }}>
          {patientName ?? t('unnamed')} · {booked.visitType.name} · {booked.doctor.name}
        </Text>
        <Text>
          {t('field.reference')}{' '}
          <Text span fw={650} className="number">
            {booked.reference}
          </Text>
        </Text>
        <Group mt="sm">
          <Button onClick={onAgain} autoFocus>
            {t('book.again')}
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/clinic/$clinic"
                params={{ clinic }}
                search={{ date: booked.localDate, visit: booked.id }}
                {...props}
              />
            )}
          >
            {t('book.show')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
