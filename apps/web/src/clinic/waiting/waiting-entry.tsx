import type { WaitlistEntry } from '@polyclinic/contract'
import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { IconBellRinging, IconCheck, IconHourglass, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { ProblemNote, useSpecialty } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { usePatientName } from '../here/use-patient-name.ts'

const signs = {
  waiting: IconHourglass,
  offered: IconBellRinging,
  booked: IconCheck,
  left: IconX,
  over: IconX,
} as const

/** One who waits: for what, within which days, and the offer that is under way. Removing asks once. */
export function WaitingEntry({ entry }: { readonly entry: WaitlistEntry }) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { clinic, timeZone } = useClinic()
  const { name } = usePatientName(entry.patientId)
  const wishes = useWishes(entry)
  const [sure, setSure] = useState(false)
  const leave = useAct('leaveWaitlist', ['listWaitlist', 'showCalendar', 'listSlots'])
  const Icon = signs[entry.state]
  const active = entry.state === 'waiting' || entry.state === 'offered'
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start">
          <Anchor
            component={Link}
            to={`/clinic/${clinic}/patients/${entry.patientId}`}
            fw={650}
            style={{ overflowWrap: 'anywhere' }}
          >
            {name}
          </Anchor>
          <Badge
            styles={{ label: { color: 'var(--mantine-color-text)' } }}
            variant="outline"
            color={entry.state === 'offered' ? 'indigo' : 'gray'}
            leftSection={<Icon size={14} aria-hidden />}
          >
            {t(`waiting.state.${entry.state}`)}
          </Badge>
        </Group>
        <Text>{wishes}</Text>
        <Text size="sm" c="dimmed">
          {t('waiting.since', { when: time.moment(entry.joinedAt, timeZone) })}
        </Text>
        {entry.offer && (
          <Text fw={600}>
            {t('waiting.offer', {
              when: `${time.shortDay(entry.offer.localDate)}, ${time.wallTime(entry.offer.localTime)}`,
              doctor: entry.offer.doctor.name,
              until: time.moment(entry.offer.expiresAt, timeZone),
            })}
          </Text>
        )}
        <ProblemNote error={leave.error} />
        {active && (
          <Group gap="xs">
            {sure ? (
              <>
                <Button
                  color="red.9"
                  loading={leave.isPending}
                  onClick={() => leave.mutate({ clinic, params: { entry: entry.id } })}
                >
                  {t('waiting.sure')}
                </Button>
                <Button variant="default" onClick={() => setSure(false)}>
                  {t('waiting.keep')}
                </Button>
              </>
            ) : (
              <Button variant="default" onClick={() => setSure(true)}>
                {t('shell:remove')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

/** What somebody waits for, in one line. */
function useWishes(entry: WaitlistEntry): string {
  const { t } = useTranslation('day')
  const time = useTime()
  const specialty = useSpecialty()
  const { clinic } = useClinic()
  const types = useAsk('listVisitTypes', { clinic }, { staleTime: 300_000 }).data?.body.items
  const doctors = useAsk('listDoctors', { clinic }, { staleTime: 300_000 }).data?.body.items
  const withWhom = entry.doctors
    ?.map((id) => doctors?.find((doctor) => doctor.id === id)?.name)
    .filter(Boolean)
    .join(', ')
  return [
    types?.find(({ code }) => code === entry.visitType)?.name ?? entry.visitType,
    `${time.shortDay(entry.from)} – ${time.shortDay(entry.to)}`,
    entry.partsOfDay?.map((part) => t(`waiting.part.${part}`)).join(', ') ?? t('waiting.part.any'),
    withWhom || (entry.specialty ? specialty(entry.specialty) : t('book.anyDoctor')),
  ].join(' · ')
}
