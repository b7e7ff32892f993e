import type { ScheduleEventData } from '@mantine/schedule'
import { Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import { statusSigns } from '../here/status-look.tsx'
import type { VisitPayload } from './board-events.ts'
import classes from './doctors-board.module.css'

/** A visit on the board: a colour, a sign and a word for its state, who, and when. */
export function BoardVisit({ event }: { readonly event: ScheduleEventData }) {
  const { t } = useTranslation(['day', 'shell'])
  const time = useTime()
  const payload = event.payload as VisitPayload | undefined
  if (!payload) return <VisuallyHidden>{event.title}</VisuallyHidden>
  const { visit } = payload
  const state = visit.displaced ? 'displaced' : visit.status
  const Icon = statusSigns[state]
  return (
    <span className={classes['visit']} style={{ borderColor: `var(--mantine-color-${event.color}-filled)` }}>
      <Text span size="sm" fw={600} truncate display="block">
        {visit.patientName ?? t('unnamed')}
      </Text>
      <span className={classes['state']}>
        <Icon size={14} aria-hidden style={{ flexShrink: 0 }} />
        <Text span size="xs" truncate>
          <span className="number">{time.wallTime(visit.localTime)}</span> {t(`shell:status.${state}`)}
        </Text>
      </span>
    </span>
  )
}
