import type { NoticeTemplateDocument, NoticeTemplateForm } from '@polyclinic/contract'
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { ConflictNote, Dialog, fieldIssues, useRemove, useSave } from '../office/index.ts'
import type { NoticeWords } from './notice-words-page.tsx'
import { WordsPreview } from './words-preview.tsx'

interface Props {
  readonly words: NoticeWords
  readonly onDone: () => void
}

/** The clinic's own words, with what somebody would receive beside them as one types. */
export function WordsEditor({ words, onDone }: Props) {
  const { t } = useTranslation(['office', 'shell'])
  const { kind, language, channel, template, placeholders } = words
  const [seen, setSeen] = useState(template)
  const save = useSave('NoticeTemplate')
  const back = useRemove('NoticeTemplate')
  const form = useForm({
    initialValues: { subject: template?.subject ?? '', body: template?.body ?? '' },
    validate: ({ body }) => ({ ...(!body.trim() && { body: t('missing.text') }) }),
  })
  const body = useRef<HTMLTextAreaElement>(null)
  const formOf = ({ subject, body: text }: typeof form.values): NoticeTemplateForm => ({
    kind,
    language,
    channel,
    body: text,
    ...(channel === 'email' && subject.trim() && { subject: subject.trim() }),
  })
  const send = (at: NoticeTemplateDocument | undefined) =>
    save.mutate(
      { form: formOf(form.values), seen: at },
      { onSuccess: onDone, onError: (error) => form.setErrors(fieldIssues(error)) },
    )
  /** Where the cursor stands, which then stands behind it. */
  const insert = (name: string) => {
    const field = body.current
    const at = field?.selectionStart ?? form.values.body.length
    const text = form.values.body
    form.setFieldValue('body', `${text.slice(0, at)}{{${name}}}${text.slice(field?.selectionEnd ?? at)}`)
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(at + name.length + 4, at + name.length + 4)
    })
  }
  const current = isProblem(save.error, 'version-mismatch')
    ? (save.error.problem as unknown as { current: NoticeTemplateDocument }).current
    : undefined
  const tell = (given: { subject?: string | undefined; body: string }) =>
    [
      [t('words.subject'), given.subject ?? ''],
      [t('words.body'), given.body],
    ] as const
  return (
    <Dialog title={t(`words.kind.${kind}`)} size="xl" onClose={onDone}>
      <form onSubmit={form.onSubmit(() => send(seen))} noValidate>
        <Stack>
          {channel === 'email' && (
            <TextInput
              label={t('words.subject')}
              description={t('words.subjectWhy')}
              maxLength={150}
              lang={language}
              {...form.getInputProps('subject')}
            />
          )}
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
          <WordsPreview form={form.values.body.trim() ? formOf(form.values) : undefined} />
          {current ? (
            <ConflictNote
              mine={tell(form.values)}
              theirs={tell(current)}
              busy={save.isPending}
              onMine={() => {
                setSeen(current)
                send(current)
              }}
              onTheirs={() => {
                setSeen(current)
                form.setValues({ subject: current.subject ?? '', body: current.body })
                save.reset()
              }}
            />
          ) : (
            <ProblemNote error={save.error ?? back.error} />
          )}
          <Group justify="space-between">
            {seen ? (
              <Button
                variant="subtle"
                mih={44}
                loading={back.isPending}
                onClick={() => back.mutate(seen, { onSuccess: onDone })}
              >
                {t('words.backToOurs')}
              </Button>
            ) : (
              <span />
            )}
            <Group>
              <Button variant="default" onClick={onDone}>
                {t('shell:cancel')}
              </Button>
              <Button type="submit" mih={44} loading={save.isPending}>
                {t('shell:save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
