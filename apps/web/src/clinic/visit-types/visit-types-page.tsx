import type { VisitTypeRecord } from '@polyclinic/contract'
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RecordsPage } from '../office/index.ts'
import { useMoney } from './use-money.ts'
import { VisitTypeEditor } from './visit-type-editor.tsx'

/** What one can come for, and how long it takes. */
export function VisitTypesPage() {
  const { t } = useTranslation(['office', 'shell'])
  const { told } = useMoney()
  return (
    <RecordsPage<VisitTypeRecord>
      matter="visitTypes"
      kind="VisitTypeRecord"
      list="listVisitTypeRecords"
      nameOf={({ name }) => name}
      factsOf={({ minutes, bufferBeforeMinutes: before, bufferAfterMinutes: after, mode, price, bookedBy }) =>
        [
          t('shell:minutes', { count: minutes }),
          before + after > 0 && t('visitTypes.buffers', { before, after }),
          mode === 'video' && t('visitTypes.video'),
          price && told(price.amountMinor, price.currency),
          bookedBy === 'staff' && t('visitTypes.byStaff'),
        ]
          .filter(Boolean)
          .join(' · ')
      }
      badgeOf={({ active }) =>
        !active && (
          <Badge variant="outline" color="gray" tt="none">
            {t('visitTypes.inactive')}
          </Badge>
        )
      }
      editor={(type, onDone) => <VisitTypeEditor type={type} onDone={onDone} />}
    />
  )
}
