import { useTranslation } from 'react-i18next'
import type { QueuedVisit } from './queue-of.ts'

/** In a waiting room nobody's name is for everybody: initials, with the end of the reference to tell two apart. */
export function useShownName(discreet: boolean): (visit: QueuedVisit) => string {
  const { t } = useTranslation('day')
  return ({ patientName, reference }) => {
    if (!discreet) return patientName ?? t('unnamed')
    const initials = (patientName ?? '')
      .split(/\s+/)
      .map((word) => /\p{L}/u.exec(word)?.[0]?.toUpperCase())
      .filter(Boolean)
      .slice(0, 3)
      .join('. ')
    return initials ? `${initials}. · ${reference.slice(-2)}` : reference
  }
}
