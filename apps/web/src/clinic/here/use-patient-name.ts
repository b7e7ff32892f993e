import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { useClinic } from './use-clinic.ts'

/** The name of somebody whom a list names by identifier alone; undefined until it is known. */
export function usePatientName(patient: string): {
  readonly name: string
  readonly told: string | undefined
} {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const asked = useAsk('showKnownPatient', { clinic, params: { patient } }, { staleTime: 120_000 })
  const told = asked.data?.body.name
  return { name: told ?? (asked.isPending ? '…' : t('unnamed')), told }
}
