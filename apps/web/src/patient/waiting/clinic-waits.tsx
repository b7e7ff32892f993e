import { Accordion, Stack } from '@mantine/core'
import type { WaitlistEntry } from '@polyclinic/contract'
import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, keyOf, useAsk } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useLive } from '../../live/index.ts'
import type { Person } from '../own/people.tsx'
import { Section } from '../own/section.tsx'
import { EntryCard } from './entry-card.tsx'
import type { KnownClinic } from './known-clinic.ts'

interface Props {
  readonly clinic: string
  readonly people: readonly Person[]
}

const isOpen = ({ state }: WaitlistEntry) => state === 'waiting' || state === 'offered'

/** What I and mine wait for at one clinic. Nothing to see where nobody has waited. */
export function ClinicWaits({ clinic, people }: Props) {
  const { t } = useTranslation('mine')
  const lists = useQueries({
    queries: people.map(({ id }) => {
      const input = { clinic, query: { patient: id, limit: 100 } }
      return {
        queryKey: keyOf('listWaitlist', input),
        queryFn: ({ signal }: { signal: AbortSignal }) => call('listWaitlist', { ...input, signal }),
        // an offer comes and ends by itself: live updates tell, and what they do not bring through this does
        refetchInterval: 15_000,
      }
    }),
  })
  const entries = lists.flatMap(({ data }) => data?.body.items ?? [])
  const open = entries.filter(isOpen).toSorted(offeredFirst)
  const over = entries.filter((entry) => !isOpen(entry)).toReversed()
  useLive(open.length > 0 ? [`slots:${clinic}`] : [])
  const error = lists.find((list) => list.error && !list.data)?.error
  const isShown = entries.length > 0 || Boolean(error)
  const facts = { staleTime: 300_000, enabled: isShown }
  const about = useAsk('showClinic', { clinic }, facts)
  const types = useAsk('listVisitTypes', { clinic }, facts)
  const doctors = useAsk('listDoctors', { clinic }, facts)
  if (!isShown) return null
  const known: KnownClinic = {
    slug: clinic,
    visitType: (code) => types.data?.body.items.find((each) => each.code === code)?.name ?? code,
    doctor: (id) => doctors.data?.body.items.find((each) => each.id === id)?.name ?? '',
    person: (id) => people.find((each) => each.id === id && each.dependent)?.name,
  }
  const list = (some: readonly WaitlistEntry[]) => (
    <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {some.map((entry) => (
        <EntryCard key={entry.id} entry={entry} clinic={known} />
      ))}
    </Stack>
  )
  return (
    <Section title={about.data?.body.name ?? clinic}>
      <ProblemNote error={error} onRetry={() => lists.forEach(({ refetch }) => void refetch())} />
      {open.length > 0 && list(open)}
      {over.length > 0 && (
        <Accordion variant="contained" order={3} keepMounted={false}>
          <Accordion.Item value="over">
            <Accordion.Control>{t('waiting.earlier', { count: over.length })}</Accordion.Control>
            <Accordion.Panel>{list(over)}</Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Section>
  )
}

const offeredFirst = (one: WaitlistEntry, other: WaitlistEntry): number =>
  Number(other.state === 'offered') - Number(one.state === 'offered')
