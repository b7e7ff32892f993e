import { Checkbox, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote, Waiting } from '../../elements/index.ts'
import { todayIn, useTime } from '../../time/index.ts'
import { rarely } from '../here/rarely.ts'
import { useClinic } from '../here/use-clinic.ts'
import { useNow } from '../here/use-now.ts'
import { useVisitChange, VisitDialogs } from '../visit/index.ts'
import { DoctorsQueue } from './doctors-queue.tsx'
import { queueOf } from './queue-of.ts'
import { useShownName } from './use-shown-name.ts'

/** Who is here, who is next and who is late, for each doctor: to be read from across the room. */
export function QueuePage() {
  const { t } = useTranslation('day')
  const time = useTime()
  const { clinic, name, timeZone } = useClinic()
  const now = useDeferredValue(useNow())
  const today = todayIn(timeZone, now)
  const changing = useVisitChange()
  const [discreet, setDiscreet] = useLocalStorage({
    key: 'polyclinic:queue-discreet',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const shownName = useShownName(discreet)
  const asked = useAsk(
    'showCalendar',
    { clinic, query: { from: today, to: today } },
    { keep: true, refetchInterval: rarely },
  )
  // hundreds of rows: drawn bit by bit, between what the person does
  const drawn = useDeferredValue(asked.data, undefined)?.body
  const acting = useMemo(
    () => ({ visit: changing.visit, error: changing.error, busy: changing.busy !== undefined }),
    [changing.visit, changing.error, changing.busy],
  )
  const others = useDeferredValue(acting.busy)
  return (
    <Stack>
      <title>{`${t('pages.queue')} · ${name}`}</title>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1} size="h2">
            {t('queue.title')}
          </Title>
          <Text c="dimmed">
            {time.longDay(today)},{' '}
            <span className="number">
              {time.time(now.toISOString(), timeZone)} {time.zone(now.toISOString(), timeZone)}
            </span>
          </Text>
        </div>
        <Checkbox
          className="no-print"
          label={t('queue.discreet')}
          checked={discreet}
          onChange={({ currentTarget }) => setDiscreet(currentTarget.checked)}
        />
      </Group>
      <Asked of={asked} lines={5}>
        {() => {
          if (!drawn) return <Waiting lines={5} />
          const queues = drawn.doctors.map((doctor) => queueOf(doctor, now)).filter(({ total }) => total > 0)
          return queues.length === 0 ? (
            <EmptyNote title={t('queue.empty')}>
              <Text c="dimmed">{t('queue.emptyText')}</Text>
            </EmptyNote>
          ) : (
            <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="lg">
              {queues.map((queue) => (
                <DoctorsQueue
                  key={queue.doctor.id}
                  queue={queue}
                  now={now}
                  nameOf={shownName}
                  acting={acting}
                  wait={others}
                  onChange={changing.change}
                />
              ))}
            </SimpleGrid>
          )
        }}
      </Asked>
      <VisitDialogs changing={changing} />
    </Stack>
  )
}
