import type { Appointment } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import type { VersionsRow } from '../../elements/versions-note.tsx'
import { useTime } from '../../time/index.ts'

/** A visit as it was seen beside what it has become. */
export function useVersionsOfVisit(): (seen: Appointment, current: Appointment) => VersionsRow[] {
  const { t } = useTranslation(['mine', 'shell'])
  const time = useTime()
  const stateOf = ({ displacedAt, status }: Appointment) =>
    t(displacedAt ? 'shell:status.displaced' : `shell:status.${status}`)
  return (seen, current) => {
    const row = (label: string, tell: (visit: Appointment) => string) => ({
      label,
      mine: tell(seen),
      theirs: tell(current),
    })
    return [
      row(t('visit.time'), ({ startsAt, timeZone }) => time.moment(startsAt, timeZone)),
      row(t('visit.doctor'), ({ doctor }) => doctor.name),
      row(t('visit.status'), stateOf),
    ]
  }
}
