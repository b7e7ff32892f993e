import type { FreeSlot } from '@polyclinic/contract'
import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { TimeList } from '../visit/index.ts'

interface Props {
  readonly slot: FreeSlot
  /** As typed; stays while another time is looked for */
  readonly reason: string
  readonly onReason: (reason: string) => void
  readonly busy: boolean
  readonly error: unknown
  readonly alternatives: readonly FreeSlot[] | undefined
  readonly onBook: () => void
  /** Another time; nothing for back to the list */
  readonly onOther: (slot?: FreeSlot) => void
  readonly children?: ReactNode
}

/** The time once more, the reason if there is one, and Enter books. */
export function ConfirmBooking(props: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { slot, reason, busy, error, alternatives } = props
  return (
    <Stack>
      <Paper withBorder p="md">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            props.onBook()
          }}
        >
          <Stack gap="sm">
            <div>
              <Text fw={650} size="lg" className="number">
                {time.longDay(slot.localDate)}, {time.wallTime(slot.localTime)}
              </Text>
              <Text c="dimmed">
                {slot.doctor.name} · {time.zone(slot.startsAt, slot.timeZone)}
              </Text>
            </div>
            <TextInput
              label={t('book.reason')}
              autoFocus
              autoComplete="off"
              maxLength={500}
              value={reason}
              onChange={({ currentTarget }) => props.onReason(currentTarget.value)}
            />
            <ProblemNote error={error}>{props.children}</ProblemNote>
            <Group>
              <Button type="submit" mih={44} loading={busy}>
                {t('book.do')}
              </Button>
              <Button variant="default" mih={44} onClick={() => props.onOther()}>
                {t('book.otherTime')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
      {alternatives && alternatives.length > 0 && (
        <TimeList times={alternatives} label={t('gone.times')} onChoose={props.onOther} />
      )}
    </Stack>
  )
}
