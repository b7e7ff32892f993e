import { useTranslation } from 'react-i18next'
import { OfficePage } from '../office/index.ts'
import { AppointmentsFile } from './appointments-file.tsx'
import { PatientsFile } from './patients-file.tsx'

/** Tables for a spreadsheet. Each patient in them is noted in the audit. */
export function ExportsPage() {
  const { t } = useTranslation(['office', 'clinic'])
  return (
    <OfficePage title={t('clinic:pages.exports')} lead={t('exports.lead')}>
      <AppointmentsFile />
      <PatientsFile />
    </OfficePage>
  )
}
