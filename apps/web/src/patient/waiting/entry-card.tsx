import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { WaitlistEntry } from '@polyclinic/contract'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { useTime } from '../../time/index.ts'
import { AskFirst } from '../own/ask-first.tsx'
import type { KnownClinic } from './known-clinic.ts'
import { Offer } from './offer.tsx'

interface Props {
  readonly entry: WaitlistEntry
  readonly clinic: KnownClinic
}

const colors = { waiting: 'clinic', offered: 'orange', booked: 'green', left: 'gray', over: 'gray' } as const

/** One wish: what is waited for, how it stands, and what was offered. */
export function EntryCard({ entry, clinic }: Props) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const { state, offer } = entry
  const doctors = entry.doctors?.map(clinic.doctor).filter(Boolean).join(', ') || t('anyDoctor')
  const parts = entry.partsOfDay?.map((part) => t(`waiting.part.${part}`)).join(', ')
  const days = t('waiting.days', { from: time.shortDay(entry.from), to: time.shortDay(entry.to) })
  const person = clinic.person(entry.patientId)
  return (
    <Paper withBorder p="md" component="li">
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Text fw={650} style={{ overflowWrap: 'anywhere' }}>
            {[clinic.visitType(entry.visitType), person].filter(Boolean).join(' · ')}
          </Text>
          <Badge variant="outline" color={colors[state]}>
            {t(`waiting.state.${state}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[days, parts, doctors].filter(Boolean).join(' · ')}
        </Text>
        {state === 'offered' && offer && <Offer entry={entry} offer={offer} clinic={clinic.slug} />}
        {state === 'booked' && entry.appointmentId && (
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/c/$clinic/visits/$appointment"
                params={{ clinic: clinic.slug, appointment: entry.appointmentId ?? '' }}
                {...props}
              />
            )}
          >
            {t('waiting.seeVisit')}
          </Anchor>
        )}
        {(state === 'waiting' || state === 'offered') && <Leave entry={entry} clinic={clinic.slug} />}
      </Stack>
    </Paper>
  )
}

function Leave({ entry, clinic }: { readonly entry: WaitlistEntry; readonly clinic: string }) {
  const { t } = useTranslation('mine')
  const [asking, setAsking] = useState(false)
  const leave = useAct('leaveWaitlist', ['listWaitlist'])
  return (
    <>
      <Button variant="subtle" h={44} w="fit-content" px="xs" onClick={() => setAsking(true)}>
        {t('waiting.leave')}
      </Button>
      <AskFirst
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('waiting.leaveTitle')}
        confirm={t('waiting.leave')}
        busy={leave.isPending}
        error={leave.error}
        onConfirm={() =>
          leave.mutate({ clinic, params: { entry: entry.id } }, { onSuccess: () => setAsking(false) })
        }
      >
        <Text>{t('waiting.leaveText')}</Text>
      </AskFirst>
    </>
  )
}
