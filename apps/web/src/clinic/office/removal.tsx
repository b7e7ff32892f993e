import type { Proposal } from '@polyclinic/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'
import { Dialog } from './dialog.tsx'
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
  const { t } = useTranslation(['office', 'shell'])
  const remove = useRemove(kind, params)
  const preview = usePreview(proposal, remove.isPending || remove.isSuccess)
  const consequence = useConsequence()
  return (
    <Dialog title={title} size="md" onClose={onDone}>
      <Stack>
        <Text className="breaks">{text}</Text>
        {proposal && <PreviewNote preview={preview} />}
        <ProblemNote error={remove.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone} data-autofocus>
            {t('shell:cancel')}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            mih={44}
            h="auto"
            py={6}
            styles={{ label: { whiteSpace: 'normal' } }}
            onClick={() => remove.mutate(doc, { onSuccess: onDone })}
          >
            {consequence(preview, t('shell:remove'))}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
