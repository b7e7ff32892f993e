import { Button } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

type Pages = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>

/** At the end of a list that goes on. */
export function ShowMore({ of }: { readonly of: Pages }) {
  const { t } = useTranslation()
  if (!of.hasNextPage) return null
  return (
    <Button
      variant="default"
      mih={44}
      w="fit-content"
      loading={of.isFetchingNextPage}
      onClick={() => void of.fetchNextPage()}
    >
      {t('more')}
    </Button>
  )
}
