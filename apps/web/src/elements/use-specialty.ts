import { useTranslation } from 'react-i18next'

/** A specialty's name by its code; a code that we have no word for is shown as words: `sports-medicine`, Sports medicine. */
export function useSpecialty(): (code: string) => string {
  const { t } = useTranslation()
  return (code) => t(`specialty.${code}`, { defaultValue: asWords(code) })
}

const asWords = (code: string): string => {
  const words = code.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
