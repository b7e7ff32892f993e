import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { LinkPage } from '../link-page.tsx'

/** Ends reminders, and nothing else. */
export function Unsubscribe({ token }: { readonly token: string }) {
  const { t } = useTranslation('mail-links')
  const end = useAct('unsubscribe')
  if (end.isSuccess) return <LinkPage title={t('reminders.done')} text={t('reminders.doneText')} />
  return (
    <LinkPage title={t('reminders.title')} text={t('reminders.text')}>
      <ProblemNote error={end.error} />
      <Button h={44} loading={end.isPending} onClick={() => end.mutate({ query: { token } })}>
        {t('reminders.button')}
      </Button>
    </LinkPage>
  )
}
