import type { CalendarPreview } from '@polyclinic/contract'
import { Badge, Box, Group, Paper, Stack, Text } from '@mantine/core'
import { IconAlertCircle, IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { fieldIssues } from './field-issues.ts'
import type { Preview } from './use-preview.ts'

/** What a change would do, before it is done. Its place is kept, so that nothing moves while it is asked for. */
export function PreviewNote({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation('office')
  const { effect, error, old } = preview
  const issues = Object.values(fieldIssues(error)).filter((issue) => issue !== 'taken')
  if (error && issues.length === 0) return <ProblemNote error={error} />
  return (
    <Paper withBorder p="sm" mih={84} role="status" aria-label={t('preview.title')} aria-busy={old}>
      <Stack gap="xs">
        <Text size="sm" fw={650}>
          {t('preview.title')}
        </Text>
        {issues.length > 0 ? (
          <Text size="sm" c="var(--mantine-color-error)">
            {t('preview.refused')} {issues.join(' ')}
          </Text>
        ) : effect ? (
          <Effect effect={effect} />
        ) : (
          <Text size="sm">{t('preview.fill')}</Text>
        )}
      </Stack>
    </Paper>
  )
}

function Effect({ effect }: { readonly effect: CalendarPreview }) {
  const { t } = useTranslation('office')
  const time = useTime()
  const { added, removed, displaced, restored } = effect
  const nothing = added.count + removed.count + displaced.count + restored === 0
  if (nothing) return <Text size="sm">{t('preview.nothing')}</Text>
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {added.count > 0 && (
          <Badge color="green" variant="outline" leftSection={<IconPlus size={12} aria-hidden />} tt="none">
            {t('preview.added', { count: added.count })}
          </Badge>
        )}
        {restored > 0 && (
          <Badge color="green" variant="outline" leftSection={<IconPlus size={12} aria-hidden />} tt="none">
            {t('preview.restored', { count: restored })}
          </Badge>
        )}
        {removed.count > 0 && (
          <Badge color="gray" variant="outline" leftSection={<IconMinus size={12} aria-hidden />} tt="none">
            {t('preview.removed', { count: removed.count })}
          </Badge>
        )}
        {displaced.count > 0 && (
          <Badge
            color="orange"
            variant="outline"
            leftSection={<IconAlertCircle size={12} aria-hidden />}
            tt="none"
          >
            {t('preview.displaced', { count: displaced.count })}
          </Badge>
        )}
      </Group>
      {displaced.items.slice(0, 5).map((visit) => (
        <Text key={visit.id} size="sm">
          {t('preview.visit', {
            reference: visit.reference,
            doctor: visit.doctor.name,
            day: time.shortDay(visit.localDate),
            time: time.wallTime(visit.localTime),
          })}
        </Text>
      ))}
      {displaced.count > 5 && (
        <Text size="sm">{t('preview.furtherVisits', { count: displaced.count - 5 })}</Text>
      )}
      <Days label={t('preview.addedDays')} items={added.items} />
      <Days label={t('preview.removedDays')} items={removed.items} />
    </Stack>
  )
}

/** The first days of many, each with its times: enough to see whether it is what was meant. */
function Days({ label, items }: { label: string; items: CalendarPreview['added']['items'] }) {
  const time = useTime()
  const days = [...Map.groupBy(items, ({ localDate }) => localDate)].slice(0, 3)
  if (days.length === 0) return null
  return (
    <Box>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {days.map(([day, slots]) => (
        <Text key={day} size="sm" className="number">
          <strong>{time.shortDay(day)}</strong>{' '}
          {[...new Set(slots.map(({ localTime }) => time.wallTime(localTime)))].join(' · ')}
        </Text>
      ))}
    </Box>
  )
}
