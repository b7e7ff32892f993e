import type { Appointment } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { VersionsNote } from '../../elements/versions-note.tsx'
import { useVersionsOfVisit } from './use-versions-of-visit.ts'

interface Props {
  readonly seen: Appointment
  readonly error: unknown
  readonly onAgain: (visit: Appointment) => void
  readonly onLeave: () => void
}

/** The clinic was faster, or said no: it stands as before, and that is said. */
export function CancelRefused({ seen, error, onAgain, onLeave }: Props) {
  const { t } = useTranslation('mine')
  const rowsOf = useVersionsOfVisit()
  if (!isProblem(error, 'version-mismatch')) {
    return <ProblemNote error={error} onRetry={() => onAgain(seen)} />
  }
  const current = error.problem['current'] as Appointment
  return (
    <VersionsNote
      rows={rowsOf(seen, current)}
      mineLabel={t('cancel.anyway')}
      onMine={() => onAgain(current)}
      onTheirs={onLeave}
    />
  )
}
