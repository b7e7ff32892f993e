import { Stack, Tabs, Title } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OwnPage } from '../own/own-page.tsx'
import { PersonChoice, usePeople } from '../own/people.tsx'
import { Calendars } from './calendars.tsx'
import { VisitList } from './visit-list.tsx'

const route = getRouteApi('/patient/own/visits')

/** My appointments at all clinics, and those of whom I act for. */
export function VisitsPage() {
  const { t } = useTranslation('mine')
  return <OwnPage title={t('visits.title')}>{(me) => <Visits me={me} />}</OwnPage>
}

function Visits({ me }: { readonly me: Me }) {
  const { t } = useTranslation('mine')
  const { when, of } = route.useSearch()
  const navigate = route.useNavigate()
  const people = usePeople(me)
  const shown = when ?? 'upcoming'
  return (
    <>
      <PersonChoice
        people={people}
        label={t('whose')}
        of={of}
        onChoose={(of) => void navigate({ search: { ...(when && { when }), ...(of && { of }) } })}
      />
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={(tab) =>
          void navigate({ search: { ...(tab === 'past' && { when: 'past' }), ...(of && { of }) } })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="upcoming">{t('visits.upcoming')}</Tabs.Tab>
          <Tabs.Tab value="past">{t('visits.past')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="upcoming">
          <VisitList when="upcoming" of={of} />
        </Tabs.Panel>
        <Tabs.Panel value="past">
          <VisitList when="past" of={of} />
        </Tabs.Panel>
      </Tabs>
      <Stack gap="sm" component="section" mt="md">
        <Title order={2} size="h3">
          {t('calendars.title')}
        </Title>
        <Calendars people={people} />
      </Stack>
    </>
  )
}
