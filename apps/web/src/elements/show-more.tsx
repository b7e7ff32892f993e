import { Button } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from './problem-note.tsx'

type Told = 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error'
type Pages = Pick<UseInfiniteQueryResult, Told> & { fetchNextPage(): unknown }

/** At the end of a list that goes on; where the rest does not come, why. */
export function ShowMore({ of }: { readonly of: Pages }) {
  const { t } = useTranslation()
  const onMore = () => void of.fetchNextPage()
  if (!of.hasNextPage) return null
  if (of.isFetchNextPageError) return <ProblemNote error={of.error} onRetry={onMore} />
  return (
    <Button variant="default" mih={44} w="fit-content" loading={of.isFetchingNextPage} onClick={onMore}>
      {t('more')}
    </Button>
  )
}
