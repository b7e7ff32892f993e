import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly list: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    fetchNextPage(): unknown
  }
}

export function ShowMore({ list }: Props) {
  const { t } = useTranslation()
  if (!list.hasNextPage) return null
  return (
    <Button
      variant="default"
      h={44}
      loading={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {t('more')}
    </Button>
  )
}
