import type { ShiftDocument } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import { RecordsPage } from '../office/index.ts'
import { ShiftEditor } from './shift-editor.tsx'

/** The clinic's units of time, of which doctors' weeks are made. */
export function ShiftsPage() {
  const { t } = useTranslation('office')
  const time = useTime()
  return (
    <RecordsPage<ShiftDocument>
      matter="shifts"
      kind="Shift"
      list="listShifts"
      nameOf={({ name }) => name}
      factsOf={({ from, until, slotMinutes, capacity }) =>
        [
          `${time.wallTime(from)} – ${time.wallTime(until)}`,
          t('shifts.every', { count: slotMinutes }),
          capacity > 1 && t('shifts.places', { count: capacity }),
        ]
          .filter(Boolean)
          .join(' · ')
      }
      removalOf={({ id }) => ({ change: 'shift', id, to: null })}
      editor={(shift, onDone) => <ShiftEditor shift={shift} onDone={onDone} />}
    />
  )
}
