import type { NoticeTemplateForm } from '@polyclinic/contract'
import { Paper, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, isProblem } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useFieldWords } from '../../elements/use-field-words.ts'
import { useHere } from '../office/index.ts'

/** What somebody would receive, of a made-up visit. */
export function WordsPreview({ form }: { readonly form: NoticeTemplateForm | undefined }) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const wordsFor = useFieldWords('office')
  const [settled] = useDebouncedValue(form && JSON.stringify(form), 300)
  const { data, error } = useQuery({
    queryKey: ['previewNoticeTemplate', clinic, settled],
    queryFn: ({ signal }) =>
      call('previewNoticeTemplate', {
        clinic,
        body: JSON.parse(settled ?? '') as NoticeTemplateForm,
        signal,
      }),
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
  })
  const shown = data?.body
  return (
    <Paper withBorder p="sm" mih={96} role="status" aria-label={t('words.preview')}>
      <Stack gap={4}>
        <Text size="xs" c="dimmed">
          {t('words.preview')}
        </Text>
        {isProblem(error, 'invalid-request') ? (
          <Text size="sm" c="var(--mantine-color-error)">
            {Object.values(wordsFor(error)).join(' ')}
          </Text>
        ) : error ? (
          <ProblemNote error={error} />
        ) : (
          form &&
          shown && (
            <>
              {form.channel === 'email' && (
                <Text fw={600} size="sm" className="breaks" lang={form.language}>
                  {shown.subject}
                </Text>
              )}
              <Text size="sm" className="breaks" style={{ whiteSpace: 'pre-line' }} lang={form.language}>
                {form.channel === 'email' ? shown.text : shown.sms}
              </Text>
              {form.channel === 'sms' && (
                <Text size="xs" c="dimmed">
                  {t('words.segments', { count: shown.smsSegments })}
                </Text>
              )}
            </>
          )
        )}
      </Stack>
    </Paper>
  )
}
