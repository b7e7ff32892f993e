import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  readonly confirm: string
  readonly keep?: string
  readonly busy?: boolean
  readonly error?: unknown
  readonly onConfirm: () => void
  readonly grave?: boolean
  readonly children: ReactNode
}

/** Asks once before something that has a consequence, and names it. */
export function AskFirst({
  opened,
  onClose,
  title,
  confirm,
  keep,
  busy,
  error,
  onConfirm,
  grave,
  children,
}: Props) {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onConfirm()
        }}
      >
        <Stack>
          {children}
          <ProblemNote error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose} disabled={busy} h={44}>
              {keep ?? t('cancel')}
            </Button>
            <Button type="submit" loading={busy} color={grave ? 'red.9' : undefined} h={44}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
