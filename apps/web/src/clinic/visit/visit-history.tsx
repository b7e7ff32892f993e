import type { AppointmentEvent } from '@polyclinic/contract'
import { Stack, Text, Timeline, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { useWho } from './use-who.ts'

/** What has happened to a visit, the newest last, and on whose side. */
export function VisitHistory({ visit }: { readonly visit: string }) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const asked = useAsk('showHistory', { clinic, params: { appointment: visit } })
  return (
    <Stack gap="xs" component="section" aria-labelledby="visit-history">
      <Title order={2} size="h5" id="visit-history">
        {t('history')}
      </Title>
      <Asked of={asked} lines={2}>
        {({ body }) => (
          <Timeline bulletSize={14} lineWidth={2} active={body.items.length}>
            {body.items.map((event) => (
              <Timeline.Item key={event.id} title={<Event event={event} />}>
                <When event={event} />
              </Timeline.Item>
            ))}
          </Timeline>
        )}
      </Asked>
    </Stack>
  )
}

function Event({ event }: { readonly event: AppointmentEvent }) {
  const { t } = useTranslation('day')
  return (
    <Text size="sm" fw={600} component="span">
      {t(`event.${event.type}`)}
    </Text>
  )
}

function When({ event }: { readonly event: AppointmentEvent }) {
  const { t } = useTranslation('day')
  const time = useTime()
  const who = useWho()
  const { timeZone } = useClinic()
  return (
    <Text size="xs" c="dimmed">
      {time.moment(event.at, timeZone)} · {who(event)}
      {event.type === 'rescheduled' && ` · ${t('to', { when: time.moment(event.startsAt, timeZone) })}`}
    </Text>
  )
}
