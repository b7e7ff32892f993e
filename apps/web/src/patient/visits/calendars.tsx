import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { Feed, NewFeed } from '@polyclinic/contract'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { AskFirst } from '../own/ask-first.tsx'
import type { Person } from '../own/people.tsx'
import { AddCalendar } from './add-calendar.tsx'
import { CalendarAddress } from './calendar-address.tsx'

/** Visits in a calendar program that keeps itself up to date, by a secret address that is shown once. */
export function Calendars({ people }: { readonly people: readonly Person[] }) {
  const { t } = useTranslation('mine')
  const feeds = useAsk('listFeeds', {})
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<NewFeed>()
  return (
    <Stack gap="sm">
      <Text c="dimmed" maw={640}>
        {t('calendars.text')}
      </Text>
      {made && <CalendarAddress feed={made} onClose={() => setMade(undefined)} />}
      <Asked of={feeds} lines={1}>
        {({ body }) => (
          <>
            {body.items.map((feed) => (
              <CalendarRow key={feed.id} feed={feed} people={people} />
            ))}
          </>
        )}
      </Asked>
      <Button
        variant="default"
        h={44}
        w="fit-content"
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t('calendars.add')}
      </Button>
      <AddCalendar people={people} opened={adding} onClose={() => setAdding(false)} onMade={setMade} />
    </Stack>
  )
}

function CalendarRow({ feed, people }: { readonly feed: Feed; readonly people: readonly Person[] }) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const [asking, setAsking] = useState(false)
  const end = useAct('endFeed', ['listFeeds'])
  const shown = people.filter(({ id }) => feed.patients?.includes(id)).map(({ name }) => name)
  const used = feed.lastUsedAt
    ? t('calendars.used', { when: time.ownMoment(feed.lastUsedAt) })
    : t('calendars.unused')
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" gap="xs">
        <Stack gap={0} style={{ flex: 1, minWidth: 180 }}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {feed.name}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[
              feed.kind === 'doctor' ? t('calendars.doctor', { clinic: feed.clinic }) : shown.join(', '),
              used,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Stack>
        <Button variant="default" h={44} onClick={() => setAsking(true)}>
          {t('calendars.end')}
        </Button>
      </Group>
      <AskFirst
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('calendars.endTitle', { name: feed.name })}
        confirm={t('calendars.end')}
        busy={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate({ params: { feed: feed.id } }, { onSuccess: () => setAsking(false) })}
      >
        <Text>{t('calendars.endText')}</Text>
      </AskFirst>
    </Paper>
  )
}
