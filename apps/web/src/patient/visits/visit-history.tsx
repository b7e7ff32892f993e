import { Accordion, Text, Timeline } from '@mantine/core'
import type { Appointment } from '@polyclinic/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'

/** What has happened to it: folded away, and asked for when somebody wants to know. */
export function VisitHistory({ visit }: { readonly visit: Appointment }) {
  const { t } = useTranslation('mine')
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Accordion variant="contained" value={open} onChange={setOpen} order={2} keepMounted={false}>
      <Accordion.Item value="history">
        <Accordion.Control>{t('history.title')}</Accordion.Control>
        <Accordion.Panel>{open && <Events visit={visit} />}</Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  )
}

function Events({ visit }: { readonly visit: Appointment }) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const { slug } = visit.clinic
  const history = useAsk('showHistory', { clinic: slug, params: { appointment: visit.id } })
  return (
    <Asked of={history} lines={2}>
      {({ body }) => (
        <Timeline bulletSize={16} lineWidth={2} active={body.items.length}>
          {body.items.map(({ id, type, at, by, startsAt }) => (
            <Timeline.Item key={id} title={t(`history.${type}`)}>
              <Text size="sm">{t('history.when', { time: time.moment(startsAt, visit.timeZone) })}</Text>
              <Text size="sm" c="dimmed">
                {t(`history.by.${by}`)}, {time.ownMoment(at)}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </Asked>
  )
}
