import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Appointment } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'

interface Props {
  readonly visit: Pick<
    Appointment,
    'localDate' | 'startsAt' | 'endsAt' | 'timeZone' | 'status' | 'displacedAt'
  >
  /** Each with what it is called */
  readonly facts: readonly (readonly [label: string, value: string])[]
}

/** When, by the clock on the clinic's wall, with its state; and what else is known. */
export function FactsOfVisit({ visit, facts }: Props) {
  const { t } = useTranslation('mine')
  const time = useTime()
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Stack gap={0}>
            <Title order={2} size="h2">
              {time.longDay(visit.localDate)}
            </Title>
            <Text size="xl" className="number">
              {time.time(visit.startsAt, visit.timeZone)} – {time.time(visit.endsAt, visit.timeZone)}{' '}
              <Text span c="dimmed" size="md">
                {t('visit.zone', { zone: time.zone(visit.startsAt, visit.timeZone) })}
              </Text>
            </Text>
          </Stack>
          <StatusBadge status={visit.status} displaced={visit.displacedAt !== undefined} />
        </Group>
        <Stack gap={6} component="dl" m={0}>
          {facts.map(([label, value]) => (
            <Group key={label} gap="sm" align="baseline" wrap="nowrap">
              <Text component="dt" c="dimmed" w={{ base: 96, sm: 150 }} style={{ flexShrink: 0 }}>
                {label}
              </Text>
              <Text component="dd" m={0} style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
                {value}
              </Text>
            </Group>
          ))}
        </Stack>
      </Stack>
    </Paper>
  )
}
