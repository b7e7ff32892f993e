import type { ScheduleEventData } from '@mantine/schedule'
import { Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { statusLooks } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import type { VisitPayload } from './board-events.ts'
import classes from './doctors-board.module.css'

/** A visit on the board: a colour, a sign and a word for its state, who, and when. */
export function BoardVisit({ event }: { readonly event: ScheduleEventData }) {
  const { t } = useTranslation(['day', 'shell'])
  const time = useTime()
  const payload = event.payload as VisitPayload | undefined
  if (!payload) {
    return (
      <Text span size="xs" c="dimmed" className={classes['free'] as string}>
        {event.title}
      </Text>
    )
  }
  const { visit } = payload
  const state = visit.displaced ? 'displaced' : visit.status
  const { color, Icon } = statusLooks[state]
  const colour = `var(--mantine-color-${color}-filled)`
  return (
    <span className={classes['visit']} style={{ borderColor: colour }}>
      <VisuallyHidden>{time.wallTime(visit.localTime)} </VisuallyHidden>
      <Text span className={classes['who'] as string}>
        {visit.patientName ?? t('unnamed')}
      </Text>
      <span className={classes['state']}>
        <Icon size={15} aria-hidden style={{ flexShrink: 0, color: colour }} />
        <Text span size="xs" truncate>
          {t(`shell:status.${state}`)}
        </Text>
      </span>
    </span>
  )
}
