import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'
import { type Conflict, ConflictNote } from './conflict-note.tsx'

interface Props {
  readonly error: unknown
  /** Somebody else saved meanwhile */
  readonly conflict?: Conflict | false
  readonly busy: boolean
  /** On the button; `Save` where it needs no other word */
  readonly label?: string
  readonly onCancel: () => void
  /** Another way out, at the other side */
  readonly aside?: ReactNode
  /** What to say of a refusal that this form knows more about */
  readonly children?: ReactNode
}

/** How a form in a dialog ends: what was refused, or the choice between two versions, and the ways out. */
export function FormEnd({ error, conflict, busy, label, onCancel, aside, children }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {conflict ? (
        <ConflictNote {...conflict} busy={busy} />
      ) : (
        <ProblemNote error={error}>{children}</ProblemNote>
      )}
      <Group justify="space-between">
        {aside ?? <span />}
        <Group>
          <Button variant="default" mih={44} onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} mih={44} h="auto" py={6} styles={wrapping}>
            {label ?? t('save')}
          </Button>
        </Group>
      </Group>
    </>
  )
}

// a long consequence takes two lines on a phone instead of being cut off
const wrapping = { label: { whiteSpace: 'normal', textAlign: 'center' } } as const
