import type { FreeSlot, ManagedVisit } from '@polyclinic/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { AskFirst } from '../../patient/own/ask-first.tsx'
import { Section } from '../../patient/own/section.tsx'
import { TimeButtons } from '../../patient/visits/time-buttons.tsx'
import { useTime } from '../../time/index.ts'
import { useChange } from './use-change.ts'

interface Props {
  readonly visit: ManagedVisit
  readonly token: string
  readonly onMoved: () => void
  readonly onClose: () => void
}

/** The nearest other times; moved whole, or not at all. */
export function MoveQuestion({ visit, token, onMoved, onClose }: Props) {
  const { t } = useTranslation(['mail-links', 'mine'])
  const time = useTime()
  const clinic = visit.clinic.slug
  const asked = useAsk('listManagedAlternatives', { clinic, body: { token } })
  const [chosen, choose] = useState<FreeSlot>()
  const move = useChange('moveManagedVisit')
  const taken = isProblem(move.error, 'slot-taken', 'slot-held') ? move.error.problem : undefined
  const instead = taken?.['alternatives'] as readonly FreeSlot[] | undefined
  const leave = () => {
    move.reset()
    choose(undefined)
  }
  const pick = (slot: FreeSlot) => {
    move.reset()
    choose(slot)
  }
  return (
    <Section title={t('mine:move.title')} text={t('mine:move.text')}>
      <Asked of={asked} lines={2}>
        {({ body: { items } }) =>
          items.length === 0 ? (
            <Text>{t('move.none')}</Text>
          ) : (
            <TimeButtons slots={items} withDay onPick={pick} />
          )
        }
      </Asked>
      <Group>
        <Button variant="default" h={44} onClick={onClose}>
          {t('mine:move.leave')}
        </Button>
      </Group>
      <AskFirst
        opened={chosen !== undefined}
        onClose={leave}
        title={t('mine:move.sure')}
        confirm={t('mine:move.confirm')}
        busy={move.isPending}
        error={move.error}
        onConfirm={() =>
          chosen &&
          move.mutate(
            { clinic, body: { token, slotId: chosen.id }, ifMatch: visit.version },
            { onSuccess: onMoved },
          )
        }
      >
        {chosen && (
          <Stack gap={4}>
            <Text c="dimmed">
              {t('mine:move.from', {
                time: time.moment(visit.startsAt, visit.timeZone),
                doctor: visit.doctor.name,
              })}
            </Text>
            <Text fw={650}>
              {t('mine:move.to', {
                time: time.moment(chosen.startsAt, chosen.timeZone),
                doctor: chosen.doctor.name,
              })}
            </Text>
            {instead && instead.length > 0 && <TimeButtons slots={instead} withDay onPick={pick} />}
          </Stack>
        )}
      </AskFirst>
    </Section>
  )
}
