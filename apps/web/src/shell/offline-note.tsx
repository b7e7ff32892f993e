import { Alert } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { IconWifiOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Stands over every page while the browser has no connection. */
export function OfflineNote() {
  const { t } = useTranslation()
  const { online } = useNetwork()
  if (online) return null
  return (
    <Alert role="status" color="yellow" radius={0} icon={<IconWifiOff aria-hidden />} title={t('offline')} />
  )
}
