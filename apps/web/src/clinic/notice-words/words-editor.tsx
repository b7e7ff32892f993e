import type { NoticeTemplateDocument, NoticeTemplateForm } from '@polyclinic/contract'
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'
import { RecordEditor, type Told, useRemove } from '../office/index.ts'
import type { NoticeWords } from './notice-words-page.tsx'
import { WordsPreview } from './words-preview.tsx'

const valuesOf = (template: NoticeTemplateDocument | undefined) => ({
  subject: template?.subject ?? '',
  body: template?.body ?? '',
})
type Values = ReturnType<typeof valuesOf>

interface Props {
  readonly words: NoticeWords
  readonly onDone: () => void
}

/** The clinic's own words, with what somebody would receive beside them as one types. */
export function WordsEditor({ words, onDone }: Props) {
  const { t } = useTranslation('office')
  const { kind, language, channel, template } = words
  const formOf = ({ subject, body }: Values): NoticeTemplateForm => ({
    kind,
    language,
    channel,
    body,
    ...(channel === 'email' && subject.trim() && { subject: subject.trim() }),
  })
  const tell = (form: object): Told => {
    const { subject, body } = form as NoticeTemplateForm
    return [
      [t('words.subject'), subject ?? ''],
      [t('words.body'), body],
    ]
  }
  return (
    <RecordEditor
      kind="NoticeTemplate"
      title={t(`words.kind.${kind}`)}
      size="xl"
      doc={template}
      valuesOf={valuesOf}
      formOf={formOf}
      validate={({ body }): Record<string, string> => (body.trim() ? {} : { body: t('missing.text') })}
      tell={tell}
      aside={(seen) => <BackToOurs template={seen} onDone={onDone} />}
      onDone={onDone}
    >
      {(form) => (
        <>
          {channel === 'email' && (
            <TextInput
              label={t('words.subject')}
              description={t('words.subjectWhy')}
              maxLength={150}
              lang={language}
              {...form.getInputProps('subject')}
            />
          )}
          <Body words={words} form={form} />
          <WordsPreview form={form.values.body.trim() ? formOf(form.values) : undefined} />
        </>
      )}
    </RecordEditor>
  )
}

function Body({ words, form }: { readonly words: NoticeWords; readonly form: UseFormReturnType<Values> }) {
  const { t } = useTranslation('office')
  const { channel, language, placeholders } = words
  const body = useRef<HTMLTextAreaElement>(null)
  /** Where the cursor stands, which then stands behind it. */
  const insert = (name: string) => {
    const field = body.current
    const text = form.values.body
    const at = field?.selectionStart ?? text.length
    form.setFieldValue('body', `${text.slice(0, at)}{{${name}}}${text.slice(field?.selectionEnd ?? at)}`)
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(at + name.length + 4, at + name.length + 4)
    })
  }
  return (
    <>
      <Textarea
        ref={body}
        label={t('words.body')}
        description={t('words.bodyWhy')}
        required
        autosize
        minRows={5}
        maxRows={14}
        maxLength={channel === 'sms' ? 480 : 4_000}
        lang={language}
        data-autofocus
        {...form.getInputProps('body')}
      />
      <Group gap={6} role="group" aria-label={t('words.placeholders')}>
        {placeholders.body.map((name) => (
          <Button key={name} size="compact-sm" variant="default" onClick={() => insert(name)}>
            {`{{${name}}}`}
          </Button>
        ))}
      </Group>
      <Text size="sm" c="dimmed">
        {t('words.placeholdersWhy')}
      </Text>
    </>
  )
}

interface BackProps {
  readonly template: NoticeTemplateDocument
  readonly onDone: () => void
}

/** Away with the clinic's words: ours are sent again. */
function BackToOurs({ template, onDone }: BackProps) {
  const { t } = useTranslation('office')
  const back = useRemove('NoticeTemplate')
  return (
    <Stack gap="xs">
      <Button
        variant="subtle"
        mih={44}
        loading={back.isPending}
        onClick={() => back.mutate(template, { onSuccess: onDone })}
      >
        {t('words.backToOurs')}
      </Button>
      <ProblemNote error={back.error} />
    </Stack>
  )
}
