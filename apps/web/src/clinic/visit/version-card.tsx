import { Group, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import type { SeenVisit } from './visit-change.ts'

interface Props {
  readonly title: string
  readonly visit: SeenVisit
  readonly against: SeenVisit
}

/** One version of a visit; what differs from the other one is set bold and said. */
export function VersionCard({ title, visit, against }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const line = (label: string, value: string, differs: boolean) => (
    <div>
      <Text size="xs" c="dimmed">
        {label}
        {differs && ` · ${t('conflict.differs')}`}
      </Text>
      <Text fw={differs ? 700 : 400}>{value}</Text>
    </div>
  )
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Stack gap={6}>
        <Group justify="space-between">
          <Text fw={650}>{title}</Text>
          <StatusBadge status={visit.status} displaced={visit.displaced} />
        </Group>
        {line(
          t('field.when'),
          `${time.shortDay(visit.localDate)}, ${time.wallTime(visit.localTime)}`,
          visit.localDate !== against.localDate || visit.localTime !== against.localTime,
        )}
        {line(t('field.doctor'), visit.doctorName, visit.doctorName !== against.doctorName)}
      </Stack>
    </Paper>
  )
}
