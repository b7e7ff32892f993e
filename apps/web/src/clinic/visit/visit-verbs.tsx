import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { isDesk } from '../roles.ts'
import { MoveDialog } from './move-dialog.tsx'
import type { VisitChanging } from './use-visit-change.ts'
import { type SeenVisit, type VisitChange, verbsOf } from './visit-change.ts'

interface Props {
  readonly seen: SeenVisit
  readonly changing: VisitChanging
}

/** What this visit's state allows this person to do; the first is what mostly comes next. */
export function VisitVerbs({ seen, changing }: Props) {
  const { t } = useTranslation('day')
  const { roles } = useClinic()
  const [open, setOpen] = useState<'move' | 'cancel'>()
  const ofDoctor: readonly VisitChange['verb'][] = ['fulfil']
  const verbs = verbsOf[seen.status].filter((verb) => isDesk(roles) || ofDoctor.includes(verb))
  if (verbs.length === 0) return null
  const press = (verb: VisitChange['verb']) => {
    if (verb === 'move' || verb === 'cancel') return setOpen(verb)
    void changing.change(seen, { verb })
  }
  return (
    <Stack gap="sm">
      <Group gap="xs" role="group" aria-label={t('verbs')}>
        {verbs.map((verb, nth) => (
          <Button
            key={verb}
            variant={nth === 0 ? 'filled' : 'default'}
            loading={changing.busy === verb}
            disabled={changing.busy !== undefined && changing.busy !== verb}
            aria-expanded={verb === 'cancel' ? open === 'cancel' : undefined}
            onClick={() => press(verb)}
          >
            {t(`verb.${verb}`)}
          </Button>
        ))}
      </Group>
      {open === 'cancel' && (
        <CancelForm
          busy={changing.busy === 'cancel'}
          onCancel={(reason) => void changing.change(seen, { verb: 'cancel', ...(reason && { reason }) })}
          onLeave={() => setOpen(undefined)}
        />
      )}
      {open === 'move' && <MoveDialog visit={seen} changing={changing} onClose={() => setOpen(undefined)} />}
      <ProblemNote error={changing.error} />
    </Stack>
  )
}

function CancelForm(props: {
  readonly busy: boolean
  readonly onCancel: (reason: string) => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('day')
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        props.onCancel(reason.trim())
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={t('cancel.reason')}
          description={t('cancel.told')}
          autosize
          maxLength={500}
          data-autofocus
          autoFocus
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" color="red" loading={props.busy}>
            {t('cancel.do')}
          </Button>
          <Button variant="default" onClick={props.onLeave}>
            {t('cancel.leave')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t('cancel.free')}
        </Text>
      </Stack>
    </form>
  )
}
