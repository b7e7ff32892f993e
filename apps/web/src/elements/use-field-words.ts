import { useTranslation } from 'react-i18next'
import { refusedFields } from '../api/index.ts'
import type { WordFile } from '../i18n/index.ts'

/**
 * Our own words for the fields that were refused: what the service says of them is English, and meant for programs.
 * They stand in a words file under `wrong`, by field.
 */
export function useFieldWords(
  file: WordFile,
): (error: unknown, fields?: readonly string[]) => Record<string, string> {
  const { t } = useTranslation([file, 'shell'])
  return (error, fields) =>
    Object.fromEntries(
      refusedFields(error, fields).map(({ field, taken }) => [
        field,
        taken ? t('shell:wrong.taken') : t([`${file}:wrong.${field}`, 'shell:wrong.field']),
      ]),
    )
}
