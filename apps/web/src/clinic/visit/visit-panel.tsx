import { Drawer, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { useFocusBack } from '../../elements/use-focus-back.ts'
import { useClinic } from '../here/use-clinic.ts'
import { isDesk } from '../roles.ts'
import type { VisitChanging } from './use-visit-change.ts'
import { seenOf } from './visit-change.ts'
import { VisitFacts } from './visit-facts.tsx'
import { VisitHistory } from './visit-history.tsx'
import { VisitNotes } from './visit-notes.tsx'
import { VisitNotices } from './visit-notices.tsx'
import { VisitVerbs } from './visit-verbs.tsx'

interface Props {
  readonly visit: string
  /** As the list says it that the panel was opened from; a doctor may not ask for the patient */
  readonly patientName: string | undefined
  readonly changing: VisitChanging
  readonly onClose: () => void
}

/** All of one visit at the side: who, what, when, what can be done, what has happened, what was told. */
export function VisitPanel({ visit, patientName, changing, onClose }: Props) {
  const { t } = useTranslation('day')
  const { clinic, roles } = useClinic()
  useFocusBack()
  const asked = useAsk('showAppointment', { clinic, params: { appointment: visit } })
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      // a lock of the page has the styles of a whole day's board reckoned anew before anything is shown
      lockScroll={false}
      title={
        <Text fw={650} size="lg" component="span" style={{ overflowWrap: 'anywhere' }}>
          {patientName ?? t('unnamed')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <Asked of={asked} lines={4}>
        {({ body }) => (
          <Stack gap="lg">
            <VisitFacts visit={body} />
            <VisitVerbs key={body.id} seen={seenOf(body, patientName)} changing={changing} />
            {roles.includes('doctor') && <VisitNotes visit={body.id} />}
            <VisitHistory visit={body.id} />
            {isDesk(roles) && <VisitNotices visit={body.id} status={body.status} />}
          </Stack>
        )}
      </Asked>
    </Drawer>
  )
}
