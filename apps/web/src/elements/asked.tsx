import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from './problem-note.tsx'

interface Props<T> {
  readonly of: UseQueryResult<T>
  readonly children: (answer: T) => ReactNode
  /** How many lines to keep free while waiting, so that nothing jumps when they come */
  readonly lines?: number
}

/** What was asked for: its place while it is on its way, the refusal with a way on, or the answer itself. */
export function Asked<T>({ of, children, lines = 3 }: Props<T>) {
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <ProblemNote error={of.error} onRetry={() => void of.refetch()} />
  return <Waiting lines={lines} />
}

/** The place of what is on its way. */
export function Waiting({ lines }: { readonly lines: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={56} />
      ))}
    </Stack>
  )
}
