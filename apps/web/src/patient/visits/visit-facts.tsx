import type { Appointment } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { FactsOfVisit } from './facts-of-visit.tsx'

interface Props {
  readonly visit: Appointment
  /** Name of whom it is for, where that is somebody else */
  readonly whose: string | undefined
}

/** All that its patient sees of a visit. */
export function VisitFacts({ visit, whose }: Props) {
  const { t } = useTranslation('mine')
  const facts = [
    [t('visit.for'), whose],
    [t('visit.what'), visit.visitType.name],
    [t('visit.doctor'), visit.doctor.name],
    [t('visit.clinic'), visit.clinic.name],
    [t('visit.reference'), visit.reference],
    [t('visit.reason'), visit.reason],
    [t('visit.cancellationReason'), visit.cancellationReason],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined)
  return <FactsOfVisit visit={visit} facts={facts} />
}
