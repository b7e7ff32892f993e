import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'
import { wallClockIn } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { isDesk } from '../roles.ts'
import { MoveDialog } from './move-dialog.tsx'
import type { VisitChanging } from './use-visit-change.ts'
import { type SeenVisit, type VisitChange, verbsNow } from './visit-change.ts'

interface Props {
  readonly seen: SeenVisit
  readonly changing: VisitChanging
}

/** What this visit's state allows this person to do; the first is what mostly comes next. */
export function VisitVerbs({ seen, changing }: Props) {
  const { t } = useTranslation('day')
  const { roles, timeZone } = useClinic()
  // as it was when the form was opened: what somebody else does meanwhile is a conflict then, and not overlooked
  const [form, setForm] = useState<{ readonly verb: 'move' | 'cancel'; readonly seen: SeenVisit }>()
  const close = () => setForm(undefined)
  const ofDoctor: readonly VisitChange['verb'][] = ['fulfil']
  const verbs = verbsNow(seen, wallClockIn(timeZone)).filter(
    (verb) => isDesk(roles) || ofDoctor.includes(verb),
  )
  if (verbs.length === 0 && !form) return null
  const press = (verb: VisitChange['verb']) => {
    if (verb === 'move' || verb === 'cancel') return setForm({ verb, seen })
    void changing.change(seen, { verb })
  }
  return (
    <Stack gap="sm">
      <Group gap="xs" role="group" aria-label={t('verbs')}>
        {verbs.map((verb, nth) => (
          <Button
            key={verb}
            mih={44}
            variant={nth === 0 ? 'filled' : 'default'}
            loading={changing.busy === verb}
            disabled={changing.busy !== undefined && changing.busy !== verb}
            aria-expanded={verb === 'cancel' ? form?.verb === 'cancel' : undefined}
            onClick={() => press(verb)}
          >
            {t(`verb.${verb}`)}
          </Button>
        ))}
      </Group>
      {form?.verb === 'cancel' && (
        <CancelForm
          busy={changing.busy === 'cancel'}
          onCancel={(reason) => {
            void changing
              .change(form.seen, { verb: 'cancel', ...(reason && { reason }) })
              .then((settled) => settled && close())
          }}
          onLeave={close}
        />
      )}
      {form?.verb === 'move' && <MoveDialog visit={form.seen} changing={changing} onClose={close} />}
      {form?.verb !== 'move' && <ProblemNote error={changing.error} />}
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
          autoFocus
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" color="red.9" loading={props.busy}>
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
