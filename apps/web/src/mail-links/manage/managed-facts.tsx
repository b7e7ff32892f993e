import type { ManagedVisit } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { FactsOfVisit } from '../../patient/visits/facts-of-visit.tsx'

/** What a link tells: neither what the visit is for nor whose it is, since mails are forwarded. */
export function ManagedFacts({ visit }: { readonly visit: ManagedVisit }) {
  const { t } = useTranslation('mine')
  return (
    <FactsOfVisit
      visit={visit}
      facts={[
        [t('visit.doctor'), visit.doctor.name],
        [t('visit.clinic'), visit.clinic.name],
        [t('visit.reference'), visit.reference],
      ]}
    />
  )
}
