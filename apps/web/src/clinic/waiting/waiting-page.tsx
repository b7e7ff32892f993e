import { Container, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../api/index.ts'
import { AskedPages, EmptyNote } from '../../elements/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { WaitingEntry } from './waiting-entry.tsx'

const states = ['', 'waiting', 'offered', 'booked', 'left', 'over'] as const
type State = (typeof states)[number]

/** Who waits for which time, and to whom one is offered right now. */
export function WaitingPage() {
  const { t } = useTranslation('day')
  const { clinic, name } = useClinic()
  const [state, setState] = useState<State>('')
  const list = usePages(
    'listWaitlist',
    { clinic, query: { limit: 50, ...(state && { state }) } },
    // of somebody who puts themselves on the list no event tells
    { keep: true, refetchInterval: 60_000 },
  )
  return (
    <Container size="md" px={0}>
      <title>{`${t('pages.waiting')} · ${name}`}</title>
      <Stack>
        <div>
          <Title order={1} size="h2">
            {t('waiting.title')}
          </Title>
          <Text c="dimmed">{t('waiting.text')}</Text>
        </div>
        <NativeSelect
          label={t('waiting.show')}
          maw={280}
          value={state}
          data={states.map((each) => ({ value: each, label: t(`waiting.state.${each || 'all'}`) }))}
          onChange={({ currentTarget }) => setState(currentTarget.value as State)}
        />
        <AskedPages
          of={list}
          lines={4}
          empty={
            state ? (
              <EmptyNote title={t('waiting.noneSuch')} />
            ) : (
              <EmptyNote title={t('waiting.none')}>
                <Text c="dimmed">{t('waiting.noneText')}</Text>
              </EmptyNote>
            )
          }
        >
          {(entries) => entries.map((entry) => <WaitingEntry key={entry.id} entry={entry} />)}
        </AskedPages>
      </Stack>
    </Container>
  )
}
