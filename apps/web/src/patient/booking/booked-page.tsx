import type { Appointment, PublicClinic } from '@polyclinic/contract'
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, StatusBadge } from '../../elements/index.ts'
import { Gate } from '../../signing-in/index.ts'
import { useTime } from '../../time/index.ts'
import { addressLine } from '../address-line.ts'
import { useZone } from '../use-zone.ts'
import { CalendarButton } from '../calendar-button.tsx'

interface Props {
  readonly clinic: PublicClinic
  readonly id: string
}

/** It is booked: the reference for the phone, when and where, and into the calendar with it. */
export function BookedPage(props: Props) {
  return (
    <Gate>
      <Booked {...props} />
    </Gate>
  )
}

function Booked({ clinic, id }: Props) {
  const asked = useAsk('showAppointment', { clinic: clinic.slug, params: { appointment: id } })
  return <Asked of={asked}>{({ body }) => <BookedVisit clinic={clinic} visit={body} />}</Asked>
}

function BookedVisit({ clinic, visit }: { readonly clinic: PublicClinic; readonly visit: Appointment }) {
  const { t } = useTranslation('booking')
  const title = t(visit.status === 'pending' ? 'booked.titlePending' : 'booked.title')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <Stack gap="lg" maw={560} w="100%" mx="auto">
      <title>{`${title} · Polyclinic`}</title>
      <Group gap="sm" wrap="nowrap">
        <IconCircleCheck
          size={40}
          aria-hidden
          color="var(--mantine-color-anchor)"
          style={{ flexShrink: 0 }}
        />
        <Title order={1} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {title}
        </Title>
      </Group>
      <Text>{t(visit.status === 'pending' ? 'booked.textPending' : 'booked.text')}</Text>
      <VisitFacts clinic={clinic} visit={visit} />
      <Group gap="sm">
        <CalendarButton visit={visit} variant="filled" />
        <Button variant="default" mih={44} renderRoot={(props) => <Link to="/visits" {...props} />}>
          {t('booked.visits')}
        </Button>
      </Group>
    </Stack>
  )
}

function VisitFacts({ clinic, visit }: { readonly clinic: PublicClinic; readonly visit: Appointment }) {
  const { t } = useTranslation('booking')
  const { longDay, time } = useTime()
  const zone = useZone()(visit.startsAt, visit.timeZone)
  return (
    <Paper withBorder p="lg">
      <Stack gap={4}>
        <Group justify="space-between">
          <Text>{longDay(visit.localDate)}</Text>
          <StatusBadge status={visit.status} />
        </Group>
        <Text size="xl" fw={700} className="number">
          {time(visit.startsAt, visit.timeZone)}
          {zone && (
            <Text span size="sm" fw={400} c="dimmed" ml="xs">
              {t('times.zone', { zone })}
            </Text>
          )}
        </Text>
        <Text mt="xs" fw={600}>
          {visit.doctor.name}
        </Text>
        <Text>{visit.visitType.name}</Text>
        <Text mt="xs" fw={600}>
          {clinic.name}
        </Text>
        {clinic.address && <Text c="dimmed">{addressLine(clinic.address)}</Text>}
        {clinic.phone && (
          <Anchor href={`tel:${clinic.phone}`} w="fit-content" py={4}>
            {clinic.phone}
          </Anchor>
        )}
        <Text mt="xs" c="dimmed" size="sm">
          {t('booked.reference')}
        </Text>
        <Text fw={700} className="number">
          {visit.reference}
        </Text>
      </Stack>
    </Paper>
  )
}
