import type { Proposal } from '@polyclinic/contract'
import { Stack } from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { type ReactNode, useState } from 'react'
import { currentOf } from '../../api/index.ts'
import { Dialog } from '../../elements/dialog.tsx'
import { useFieldWords } from '../../elements/use-field-words.ts'
import type { Told } from './conflict-note.tsx'
import { FormEnd } from './form-end.tsx'
import { PreviewNote } from './preview-note.tsx'
import { useConsequence, usePreview } from './use-preview.ts'
import { type Kind, type Seen, useSave } from './use-keep.ts'

interface Props<Values extends object, Doc extends Seen> {
  readonly kind: Kind
  readonly params?: Readonly<Record<string, string>>
  readonly title: string
  readonly size?: string
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
  /** Another way out than saving, for the one that is there */
  readonly aside?: (seen: Doc) => ReactNode
  readonly onDone: () => void
  readonly children: (form: UseFormReturnType<Values>) => ReactNode
}

/** Fields in a dialog that tell what they do before they do it, and keep what was typed whatever happens. */
export function RecordEditor<Values extends object, Doc extends Seen>(props: Props<Values, Doc>) {
  const { kind, params, title, size, doc, valuesOf, formOf, tell, propose, queryOf, aside, onDone } = props
  const validate = props.validate ?? noErrors
  const [seen, setSeen] = useState(doc)
  const form = useForm<Values>({ initialValues: valuesOf(doc), validate })
  const wordsFor = useFieldWords('office')
  const save = useSave(kind, params)
  const sound = Object.keys(validate(form.values)).length === 0
  const proposal = propose && sound ? propose(formOf(form.values), seen?.id) : undefined
  const preview = usePreview(proposal, save.isPending || save.isSuccess)
  const consequence = useConsequence()
  const fields = Object.keys(form.values)
  const current = currentOf<Doc>(save.error)

  const refuse = (error: unknown) => {
    // a code is made of the name, which is what one sees
    const { code, ...others } = wordsFor(error, fields)
    form.setErrors({ ...others, ...(code && { name: code }) })
  }
  const send = (at: Doc | undefined) =>
    save.mutate(
      { form: formOf(form.values), seen: at, query: queryOf?.(form.values) },
      { onSuccess: onDone, onError: refuse },
    )
  return (
    <Dialog title={title} {...(size && { size })} onClose={onDone}>
      <form onSubmit={form.onSubmit(() => send(seen))} noValidate>
        <Stack>
          {props.children(form)}
          {propose && <PreviewNote preview={preview} fields={fields} />}
          <FormEnd
            error={save.error}
            conflict={
              current && {
                mine: tell(formOf(form.values)),
                theirs: tell(current),
                onMine: () => {
                  setSeen(current)
                  send(current)
                },
                onTheirs: () => {
                  setSeen(current)
                  form.setValues(valuesOf(current))
                  save.reset()
                },
              }
            }
            busy={save.isPending}
            label={consequence(preview)}
            onCancel={onDone}
            aside={seen && aside?.(seen)}
          />
        </Stack>
      </form>
    </Dialog>
  )
}

const noErrors = (): Record<string, string> => ({})
