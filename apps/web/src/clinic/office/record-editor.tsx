import type { Proposal } from '@polyclinic/contract'
import { Button, Group, Stack } from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { ConflictNote, type Told } from './conflict-note.tsx'
import { Dialog } from './dialog.tsx'
import { fieldIssues } from './field-issues.ts'
import { PreviewNote } from './preview-note.tsx'
import { useConsequence, usePreview } from './use-preview.ts'
import { type Kind, type Seen, useSave } from './use-keep.ts'

interface Props<Values extends object, Doc extends Seen> {
  readonly kind: Kind
  readonly params?: Readonly<Record<string, string>>
  readonly title: string
  /** The one to change; absent to add one */
  readonly doc?: Doc | undefined
  /** What the fields hold at first, and of a version that somebody else saved */
  readonly valuesOf: (doc: Doc | undefined) => Values
  /** What is not filled in rightly, by field; nothing where all is well */
  readonly validate?: (values: Values) => Record<string, string>
  /** What is sent */
  readonly formOf: (values: Values) => object
  /** For the choice between two versions */
  readonly tell: (form: object) => Told
  /** The calendar follows it: what it would do is shown before it is saved */
  readonly propose?: (form: object, id: string | undefined) => Proposal
  readonly queryOf?: (values: Values) => object | undefined
  readonly onDone: () => void
  readonly children: (form: UseFormReturnType<Values>) => ReactNode
}

/** Fields in a dialog that tell what they do before they do it, and keep what was typed whatever happens. */
export function RecordEditor<Values extends object, Doc extends Seen>(props: Props<Values, Doc>) {
  const { kind, params, title, doc, valuesOf, formOf, tell, propose, queryOf, onDone, children } = props
  const validate = props.validate ?? noErrors
  const { t } = useTranslation(['office', 'shell'])
  const [seen, setSeen] = useState<Seen | undefined>(doc)
  const form = useForm<Values>({ initialValues: valuesOf(doc), validate })
  const save = useSave(kind, params)
  const sound = Object.keys(validate(form.values)).length === 0
  const proposal = propose && sound ? propose(formOf(form.values), seen?.id) : undefined
  const preview = usePreview(proposal, save.isPending || save.isSuccess)
  const consequence = useConsequence()

  const send = (at: Seen | undefined) =>
    save.mutate(
      { form: formOf(form.values), seen: at, query: queryOf?.(form.values) },
      {
        onSuccess: onDone,
        onError: (error) => {
          const issues = fieldIssues(error)
          form.setErrors(
            Object.fromEntries(
              Object.entries(issues).map(([field, issue]) => [
                field === 'code' ? 'name' : field,
                issue === 'taken' ? t('problems:already-exists.title') : issue,
              ]),
            ),
          )
        },
      },
    )
  const current = isProblem(save.error, 'version-mismatch')
    ? (save.error.problem as unknown as { current: Doc }).current
    : undefined
  return (
    <Dialog title={title} onClose={onDone}>
      <form onSubmit={form.onSubmit(() => send(seen))} noValidate>
        <Stack>
          {children(form)}
          {propose && <PreviewNote preview={preview} />}
          {current ? (
            <ConflictNote
              mine={tell(formOf(form.values))}
              theirs={tell(current)}
              busy={save.isPending}
              onMine={() => {
                setSeen(current)
                send(current)
              }}
              onTheirs={() => {
                setSeen(current)
                form.setValues(valuesOf(current))
                save.reset()
              }}
            />
          ) : (
            <ProblemNote error={save.error} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onDone}>
              {t('shell:cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} mih={44} h="auto" py={6} styles={wrapping}>
              {consequence(preview)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

// a long consequence takes two lines on a phone instead of being cut off
const wrapping = { label: { whiteSpace: 'normal', textAlign: 'center' } } as const

const noErrors = (): Record<string, string> => ({})
