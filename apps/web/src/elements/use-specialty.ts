import { useTranslation } from 'react-i18next'

/**
 * A specialty's name by its code; where we have no word for the code, what the clinic calls it, or else the code as
 * words: `sports-medicine`, Sports medicine.
 */
export function useSpecialty(): (code: string, called?: string) => string {
  const { t } = useTranslation()
  return (code, called) => t(`specialty.${code}`, { defaultValue: called ?? asWords(code) })
}

const asWords = (code: string): string => {
  const words = code.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
