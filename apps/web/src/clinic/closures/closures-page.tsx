import type { ClosureDocument } from '@polyclinic/contract'
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { todayIn, useTime } from '../../time/index.ts'
import { RecordsPage, useZone } from '../office/index.ts'
import { ClosureEditor } from './closure-editor.tsx'

/** Days on which the whole clinic is closed. */
export function ClosuresPage() {
  const { t } = useTranslation('office')
  const time = useTime()
  const today = todayIn(useZone())
  const daysOf = ({ firstDay, lastDay }: ClosureDocument) =>
    firstDay === lastDay ? time.longDay(firstDay) : `${time.longDay(firstDay)} – ${time.longDay(lastDay)}`
  return (
    <RecordsPage<ClosureDocument>
      matter="closures"
      kind="Closure"
      list="listClosures"
      nameOf={(closure) => closure.reason ?? daysOf(closure)}
      factsOf={(closure) => closure.reason !== undefined && daysOf(closure)}
      badgeOf={({ lastDay }) =>
        lastDay < today && (
          <Badge variant="outline" color="gray" tt="none">
            {t('closures.past')}
          </Badge>
        )
      }
      inOrder={(closures) => closures.toSorted((one, other) => other.firstDay.localeCompare(one.firstDay))}
      removalOf={({ id }) => ({ change: 'closure', id, to: null })}
      editor={(closure, onDone) => <ClosureEditor closure={closure} onDone={onDone} />}
    />
  )
}
