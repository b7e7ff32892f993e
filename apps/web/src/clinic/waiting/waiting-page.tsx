import { Button, Container, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, keyOf } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { WaitingEntry } from './waiting-entry.tsx'

const states = ['', 'waiting', 'offered', 'booked', 'left', 'over'] as const
type State = (typeof states)[number]

/** Who waits for which time, and to whom one is offered right now. */
export function WaitingPage() {
  const { t } = useTranslation('day')
  const { clinic, name } = useClinic()
  const [state, setState] = useState<State>('')
  const asked = useInfiniteQuery({
    queryKey: keyOf('listWaitlist', { clinic, state }),
    queryFn: ({ pageParam, signal }) =>
      call('listWaitlist', {
        clinic,
        query: { limit: 50, ...(state && { state }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ body }) => body.next,
    placeholderData: (former) => former,
    refetchInterval: 60_000,
  })
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
        <Asked of={asked} lines={4}>
          {({ pages }) => {
            const entries = pages.flatMap(({ body }) => body.items)
            if (entries.length === 0) {
              return (
                <EmptyNote title={t('waiting.none')}>
                  <Text c="dimmed">{t('waiting.noneText')}</Text>
                </EmptyNote>
              )
            }
            return (
              <>
                {entries.map((entry) => (
                  <WaitingEntry key={entry.id} entry={entry} />
                ))}
                {asked.hasNextPage && (
                  <Button
                    variant="default"
                    loading={asked.isFetchingNextPage}
                    onClick={() => void asked.fetchNextPage()}
                  >
                    {t('shell:more')}
                  </Button>
                )}
              </>
            )
          }}
        </Asked>
      </Stack>
    </Container>
  )
}
