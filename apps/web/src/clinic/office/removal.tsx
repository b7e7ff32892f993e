import type { Proposal } from '@polyclinic/contract'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../elements/confirm-dialog.tsx'
import { PreviewNote } from './preview-note.tsx'
import { useConsequence, usePreview } from './use-preview.ts'
import { type Kind, type Seen, useRemove } from './use-keep.ts'

interface Props {
  readonly kind: Kind
  readonly params?: Readonly<Record<string, string>>
  readonly title: string
  readonly text: string
  readonly doc: Seen
  readonly proposal?: Proposal
  readonly onDone: () => void
}

/** Asks once, with what it does, and then does it. */
export function Removal({ kind, params, title, text, doc, proposal, onDone }: Props) {
  const { t } = useTranslation()
  const remove = useRemove(kind, params)
  const preview = usePreview(proposal, remove.isPending || remove.isSuccess)
  const consequence = useConsequence()
  return (
    <ConfirmDialog
      title={title}
      verb={consequence(preview, t('remove'))}
      grave
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(doc, { onSuccess: onDone })}
      onClose={onDone}
    >
      <Text className="breaks">{text}</Text>
      {proposal && <PreviewNote preview={preview} />}
    </ConfirmDialog>
  )
}
