import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { WaitlistEntry } from '@polyclinic/contract'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'

interface Props {
  readonly entry: WaitlistEntry
  readonly offer: NonNullable<WaitlistEntry['offer']>
  readonly clinic: string
}

/** A time that is kept for me until the clock has run down. */
export function Offer({ entry, offer, clinic }: Props) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const navigate = useNavigate()
  const left = useTimeLeft(offer.expiresAt)
  // one booking, however often it is pressed
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const accept = useAct('acceptOffer', ['listWaitlist', 'listOwnAppointments'])
  const decline = useAct('declineOffer', ['listWaitlist'])
  const params = { entry: entry.id }
  // the list is asked again and takes this offer away: we go on all the same
  const take = async () => {
    const booked = await accept.mutateAsync({ clinic, params, idempotencyKey }).catch(() => undefined)
    if (!booked) return
    const appointment = booked.body.id
    await navigate({ to: '/c/$clinic/visits/$appointment', params: { clinic, appointment } })
  }
  const busy = accept.isPending || decline.isPending
  return (
    <Alert color="orange" title={t('offer.title', { time: time.moment(offer.startsAt, offer.timeZone) })}>
      <Stack gap="sm">
        <Text size="sm">
          {offer.doctor.name} · {time.zone(offer.startsAt, offer.timeZone)}
        </Text>
        <Text size="sm" role="timer" className="number">
          {left > 0 ? t('offer.left', { time: clockOf(left) }) : t('offer.over')}
        </Text>
        <ProblemNote error={accept.error ?? decline.error} />
        <Group gap="sm">
          <Button
            h={44}
            loading={accept.isPending}
            disabled={left <= 0 || decline.isPending}
            onClick={() => void take()}
          >
            {t('offer.accept')}
          </Button>
          <Button
            variant="default"
            h={44}
            loading={decline.isPending}
            disabled={busy && !decline.isPending}
            onClick={() => decline.mutate({ clinic, params })}
          >
            {t('offer.decline')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('offer.text')}
        </Text>
      </Stack>
    </Alert>
  )
}

function useTimeLeft(instant: string): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Date.parse(instant) - now)
}

const clockOf = (milliseconds: number): string => {
  const seconds = Math.ceil(milliseconds / 1_000)
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  return `${minutes}:${String(rest).padStart(2, '0')}`
}
