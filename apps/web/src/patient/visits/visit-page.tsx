import type { Appointment, Me } from '@polyclinic/contract'
import { Alert, Anchor, Stack } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { OwnPage } from '../own/own-page.tsx'
import { usePeople } from '../own/people.tsx'
import { ClinicContact } from './clinic-contact.tsx'
import { MovePanel } from './move-panel.tsx'
import { VisitActions } from './visit-actions.tsx'
import { VisitFacts } from './visit-facts.tsx'
import { VisitHistory } from './visit-history.tsx'

const route = getRouteApi('/patient/own/c/$clinic/visits/$appointment')

/** One visit: all that is known of it, and what one may do with it. */
export function VisitPage() {
  const { t } = useTranslation('mine')
  return (
    <OwnPage title={t('visit.title')} forEverybody>
      {(me) => <Visit me={me} />}
    </OwnPage>
  )
}

function Visit({ me }: { readonly me: Me }) {
  const { t } = useTranslation('mine')
  const { clinic, appointment } = route.useParams()
  const visit = useAsk('showAppointment', { clinic, params: { appointment } })
  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/visits">
        <IconArrowLeft size={16} aria-hidden style={{ verticalAlign: '-2px' }} /> {t('visit.all')}
      </Anchor>
      <Asked of={visit} lines={4}>
        {({ body }) => <Known me={me} visit={body} />}
      </Asked>
    </Stack>
  )
}

function Known({ me, visit }: { readonly me: Me; readonly visit: Appointment }) {
  const { t } = useTranslation('mine')
  const { move } = route.useSearch()
  const navigate = route.useNavigate()
  const [said, say] = useState<string>()
  const people = usePeople(me)
  const whose =
    visit.patientId === me.patient?.id ? undefined : people.find(({ id }) => id === visit.patientId)
  const openMove = (open: boolean) => void navigate({ search: open ? { move: true } : {}, replace: true })
  const slug = visit.clinic.slug
  const isOpen = visit.status === 'booked' || visit.status === 'pending'
  return (
    <>
      {said && (
        <Alert
          key={said}
          // what one has pressed is gone
          ref={takeFocus}
          tabIndex={-1}
          role="status"
          color="green"
          title={said}
          withCloseButton
          onClose={() => say(undefined)}
          closeButtonLabel={t('dismiss')}
        />
      )}
      {visit.displacedAt && isOpen && (
        <Alert color="orange" title={t('visits.chooseAnother')}>
          {t('visits.displacedText')}
        </Alert>
      )}
      <VisitFacts visit={visit} whose={whose?.name} />
      {move && isOpen ? (
        <MovePanel
          key={visit.id}
          visit={visit}
          onClose={() => openMove(false)}
          onMoved={(text) => {
            say(text)
            openMove(false)
          }}
        />
      ) : (
        <VisitActions visit={visit} isOpen={isOpen} onMove={() => openMove(true)} onSay={say} />
      )}
      <ClinicContact clinic={slug} />
      <VisitHistory visit={visit} />
    </>
  )
}

const takeFocus = (note: HTMLElement | null) => note?.focus()
