import type { ManagedVisit } from '@polyclinic/contract'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AskFirst } from '../../patient/own/ask-first.tsx'
import { useTime } from '../../time/index.ts'
import { useChange } from './use-change.ts'

interface Props {
  readonly visit: ManagedVisit
  readonly token: string
  readonly opened: boolean
  readonly onCancelled: () => void
  readonly onClose: () => void
}

/** Asked once: its time is given to somebody else at once. */
export function CancelQuestion({ visit, token, opened, onCancelled, onClose }: Props) {
  const { t } = useTranslation(['mail-links', 'mine'])
  const time = useTime()
  const cancel = useChange('cancelManagedVisit')
  const close = () => {
    cancel.reset()
    onClose()
  }
  return (
    <AskFirst
      opened={opened}
      onClose={close}
      title={t('cancel.title')}
      confirm={t('cancel.confirm')}
      keep={t('cancel.keep')}
      grave
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={() =>
        cancel.mutate(
          { clinic: visit.clinic.slug, body: { token }, ifMatch: visit.version },
          { onSuccess: onCancelled },
        )
      }
    >
      <Text fw={650}>{time.moment(visit.startsAt, visit.timeZone)}</Text>
      <Text>{t('cancel.text')}</Text>
    </AskFirst>
  )
}
