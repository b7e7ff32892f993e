import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../elements/index.ts'

interface Props {
  readonly list: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly isFetchNextPageError: boolean
    readonly error: unknown
    fetchNextPage(): unknown
  }
}

/** At the end of a list that goes on; where the rest does not come, why. */
export function ShowMore({ list }: Props) {
  const { t } = useTranslation()
  const onMore = () => void list.fetchNextPage()
  if (!list.hasNextPage) return null
  if (list.isFetchNextPageError) return <ProblemNote error={list.error} onRetry={onMore} />
  return (
    <Button variant="default" h={44} loading={list.isFetchingNextPage} onClick={onMore}>
      {t('more')}
    </Button>
  )
}
