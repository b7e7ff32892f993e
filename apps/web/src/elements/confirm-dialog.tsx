import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem-note.tsx'

interface Props {
  readonly title: string
  /** What it does, on its button */
  readonly verb: string
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly busy?: boolean
  readonly error?: unknown
  /** In red: it takes something away */
  readonly grave?: boolean
  readonly children: ReactNode
}

/** Asks once, with what it does, and then does it. Opened by being drawn. */
export function ConfirmDialog(props: Props) {
  const { title, verb, onConfirm, onClose, busy = false, error, grave = false, children } = props
  const { t } = useTranslation()
  return (
    <Dialog title={title} size="md" onClose={onClose}>
      <Stack>
        {children}
        <ProblemNote error={error} />
        <Group justify="flex-end">
          <Button variant="default" mih={44} onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            {...(grave && { color: 'red' })}
            loading={busy}
            mih={44}
            h="auto"
            py={6}
            // a long consequence takes two lines on a phone instead of being cut off
            styles={{ label: { whiteSpace: 'normal', textAlign: 'center' } }}
            onClick={onConfirm}
          >
            {verb}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
