import { Stack } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OwnPage } from '../own/own-page.tsx'
import { PersonChoice, usePeople } from '../own/people.tsx'
import { Section } from '../own/section.tsx'
import { AccessList } from './access-list.tsx'
import { Download } from './download.tsx'
import { EraseMyself } from './erase-myself.tsx'
import { ErasureProgress } from './erasure-progress.tsx'
import { MergeProposals } from './merge-proposals.tsx'

const route = getRouteApi('/patient/own/privacy')

/** What is kept of me, who has read it, and how it ends. */
export function PrivacyPage() {
  const { t } = useTranslation('mine')
  const { erasure } = route.useSearch()
  // whoever erased themselves has no account to sign in with
  if (erasure) return <ErasureProgress id={erasure} />
  return (
    <OwnPage title={t('privacy.title')} lead={t('privacy.lead')}>
      {(me) => <Privacy me={me} />}
    </OwnPage>
  )
}

function Privacy({ me }: { readonly me: Me }) {
  const { t } = useTranslation('mine')
  const { of } = route.useSearch()
  const navigate = route.useNavigate()
  const people = usePeople(me)
  return (
    <Stack gap="lg">
      <MergeProposals />
      <Section title={t('access.title')} text={t('access.text')}>
        <PersonChoice
          people={people}
          label={t('whose')}
          of={of}
          onChoose={(of) => void navigate({ search: of ? { of } : {} })}
        />
        <AccessList key={of ?? ''} of={of} />
      </Section>
      <Download />
      <EraseMyself />
    </Stack>
  )
}
