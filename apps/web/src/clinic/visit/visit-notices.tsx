import type { AppointmentStatus, NoticeDocument } from '@polyclinic/contract'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconClock, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { Asked, ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { useIdempotencyKey } from '../here/use-idempotency-key.ts'

const signs = { waiting: IconClock, sent: IconCircleCheck, refused: IconCircleX, dropped: IconMinus } as const

interface Props {
  readonly visit: string
  readonly status: AppointmentStatus
}

/** Whether the patient was told, and a reminder by hand. */
export function VisitNotices({ visit, status }: Props) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const asked = useAsk('listVisitNotices', { clinic, params: { appointment: visit } })
  const keys = useIdempotencyKey()
  const remind = useAct('sendNotification', ['listVisitNotices'])
  const send = () => {
    const body = { kind: 'reminder', appointment: visit } as const
    remind.mutate({ clinic, body, idempotencyKey: keys.keyFor(body) }, { onSuccess: keys.done })
  }
  return (
    <Stack gap="xs" component="section" aria-labelledby="visit-notices">
      <Title order={2} size="h5" id="visit-notices">
        {t('notices.title')}
      </Title>
      <Asked of={asked} lines={1}>
        {({ body }) =>
          body.items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('notices.none')}
            </Text>
          ) : (
            <Stack gap={6}>
              {body.items.map((notice) => (
                <Notice key={notice.id} notice={notice} />
              ))}
            </Stack>
          )
        }
      </Asked>
      {(status === 'booked' || status === 'pending') && (
        <Button variant="default" size="xs" w="fit-content" loading={remind.isPending} onClick={send}>
          {t('notices.remind')}
        </Button>
      )}
      <ProblemNote error={remind.error} />
    </Stack>
  )
}

function Notice({ notice }: { readonly notice: NoticeDocument }) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { timeZone } = useClinic()
  const Icon = signs[notice.state]
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Icon size={18} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm">
        {t(`notices.kind.${notice.kind}`)}
        {notice.channel && ` · ${t(`notices.channel.${notice.channel}`)}`} · {t(`notices.${notice.state}`)}{' '}
        <Text span c="dimmed">
          {time.moment(notice.endedAt ?? notice.dueAt, timeZone)}
        </Text>
      </Text>
    </Group>
  )
}
