import type { CalendarPreview } from '@polyclinic/contract'
import { Badge, Box, Group, Paper, Stack, Text } from '@mantine/core'
import { IconAlertCircle, IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useFieldWords } from '../../elements/use-field-words.ts'
import { useTime } from '../../time/index.ts'
import type { Preview } from './use-preview.ts'

interface Props {
  readonly preview: Preview
  /** Of the form, so that what is refused can be said by field */
  readonly fields?: readonly string[]
}

/** What a change would do, before it is done. Its place is kept, so that nothing moves while it is asked for. */
export function PreviewNote({ preview, fields }: Props) {
  const { t } = useTranslation('office')
  const { effect, error, old } = preview
  const wordsFor = useFieldWords('office')
  const issues = isProblem(error, 'invalid-request') ? Object.values(wordsFor(error, fields)) : []
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
        <Count of={added.count} name="added" color="green" Icon={IconPlus} />
        <Count of={restored} name="restored" color="green" Icon={IconPlus} />
        <Count of={removed.count} name="removed" color="gray" Icon={IconMinus} />
        <Count of={displaced.count} name="displaced" color="orange" Icon={IconAlertCircle} />
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

interface CountProps {
  readonly of: number
  readonly name: 'added' | 'restored' | 'removed' | 'displaced'
  readonly color: string
  readonly Icon: typeof IconPlus
}

function Count({ of: count, name, color, Icon }: CountProps) {
  const { t } = useTranslation('office')
  if (count === 0) return null
  return (
    <Badge color={color} variant="outline" leftSection={<Icon size={12} aria-hidden />} tt="none">
      {t(`preview.${name}`, { count })}
    </Badge>
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
