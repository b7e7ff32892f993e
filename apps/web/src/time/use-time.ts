import { useTranslation } from 'react-i18next'
import { localeOf } from '../i18n/index.ts'
import { tellTime, type TimeTeller } from './tell-time.ts'

/** Tells times in the language that is spoken. */
export function useTime(): TimeTeller {
  const { i18n } = useTranslation()
  return tellTime(localeOf(i18n.language))
}
