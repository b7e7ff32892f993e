import type { ClinicPolicy } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { OfficePage, useHere } from '../office/index.ts'
import { PolicyForm } from './policy-form.tsx'

/** The clinic's rules for booking, each with a sentence of what it does. */
export function PolicyPage() {
  const { t } = useTranslation(['office', 'clinic'])
  const policy = useAsk('showPolicy', { clinic: useHere() }, { staleTime: 0 })
  return (
    <OfficePage title={t('clinic:pages.policy')} lead={t('policy.lead')}>
      <Asked of={policy} lines={8}>
        {({ body }) => <PolicyForm policy={body as ClinicPolicy} />}
      </Asked>
    </OfficePage>
  )
}
