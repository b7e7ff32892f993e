import type { OverrideDocument } from '@polyclinic/contract'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconBedFlat } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { ConfirmDialog } from '../../elements/confirm-dialog.tsx'
import { ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { PreviewNote, useConsequence, useHere, usePreview, useRemove, useSave } from '../office/index.ts'

interface Props {
  readonly doctor: string
  readonly day: string
  readonly isToday: boolean
}

/** A day off in two presses, the second of which says what it does; taken back by one. */
export function DayOff({ doctor, day, isToday }: Props) {
  const { t } = useTranslation('doctor')
  const [asking, setAsking] = useState(false)
  const overrides = useAsk('listOverrides', { clinic: useHere(), params: { doctor } })
  const override = overrides.data?.body.items.find(({ date }) => date === day)
  const back = useRemove('Override', { doctor })
  if (override?.hours.length === 0) {
    return (
      <Alert
        role="status"
        color="orange"
        icon={<IconBedFlat aria-hidden />}
        title={t(isToday ? 'off.todayIsOff' : 'off.dayIsOff')}
      >
        <Stack gap="xs">
          <Text size="sm">{t('off.desk')}</Text>
          <ProblemNote error={back.error} />
          <Group>
            <Button variant="default" mih={44} loading={back.isPending} onClick={() => back.mutate(override)}>
              {t('off.takeBack')}
            </Button>
          </Group>
        </Stack>
      </Alert>
    )
  }
  return (
    <>
      <Button
        variant="default"
        mih={48}
        leftSection={<IconBedFlat size={18} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t(isToday ? 'off.illToday' : 'off.dayOff')}
      </Button>
      {asking && (
        <DayOffQuestion doctor={doctor} day={day} override={override} onDone={() => setAsking(false)} />
      )}
    </>
  )
}

interface QuestionProps {
  readonly doctor: string
  readonly day: string
  /** Other hours of that day, which the day off replaces */
  readonly override: OverrideDocument | undefined
  readonly onDone: () => void
}

/** Says what a day off does before it is taken. */
export function DayOffQuestion({ doctor, day, override, onDone }: QuestionProps) {
  const { t } = useTranslation('doctor')
  const time = useTime()
  const save = useSave('Override', { doctor })
  const off = { date: day, hours: [], slotMinutes: 30, capacity: 1 }
  const preview = usePreview(
    { change: 'override', doctor, ...(override && { id: override.id }), to: off },
    save.isPending || save.isSuccess,
  )
  const consequence = useConsequence()
  return (
    <ConfirmDialog
      title={t('off.title', { day: time.longDay(day) })}
      verb={consequence(preview, t('off.confirm'))}
      grave
      busy={save.isPending}
      error={save.error}
      onConfirm={() => save.mutate({ form: off, seen: override }, { onSuccess: onDone })}
      onClose={onDone}
    >
      <Text>{t('off.text')}</Text>
      <PreviewNote preview={preview} />
    </ConfirmDialog>
  )
}
