import { useTranslation } from 'react-i18next'
import { languageName } from '../../i18n/index.ts'

/** Languages that doctors speak with patients; others can be typed as a tag. */
export const spoken =
  'en es de fr it pt nl pl ru uk tr ar fa he hi ur bn ne zh ja ko vi th tl id ro hu cs sk bg el sr hr sq sv da no fi et lv lt sw am so'.split(
    ' ',
  )

/** A language's name in the language that is spoken here. */
export function useLanguageName(): (tag: string) => string {
  const { language } = useTranslation().i18n
  return (tag) => languageName(tag, language)
}
