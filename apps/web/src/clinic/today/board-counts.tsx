import type { Calendar } from '@polyclinic/contract'
import { Group, Text } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { statusLooks } from '../../elements/index.ts'
import { standsInDay } from './board-events.ts'

const order = ['pending', 'booked', 'arrived', 'fulfilled', 'noshow', 'displaced'] as const

/** How many visits there are of each state: the legend of the signs at the same time. */
export const BoardCounts = memo(function BoardCounts({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useTranslation(['day', 'shell'])
  const visits = calendar.doctors.flatMap(({ appointments }) => appointments.filter(standsInDay))
  const free = calendar.doctors
    .flatMap(({ slots }) => slots)
    .reduce((sum, slot) => sum + (slot.state === 'open' ? slot.free : 0), 0)
  const states = visits.map(({ status, displaced }) => (displaced ? 'displaced' : status))
  return (
    <Group gap="md" mih={26} aria-label={t('today.counts')} role="group">
      <Text size="sm" fw={600}>
        {t('today.visits', { count: visits.length })}
      </Text>
      {order.map((state) => {
        const count = states.filter((each) => each === state).length
        if (count === 0) return null
        const { Icon } = statusLooks[state]
        return (
          <Group key={state} gap={4} wrap="nowrap">
            <Icon size={16} aria-hidden />
            <Text size="sm">
              {t(`shell:status.${state}`)}: {count}
            </Text>
          </Group>
        )
      })}
      <Text size="sm" c="dimmed">
        {t('today.free', { count: free })}
      </Text>
    </Group>
  )
})
