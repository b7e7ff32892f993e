import type { AppointmentStatus } from '@polyclinic/contract'
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { statusLooks } from './status-looks.ts'

export function StatusBadge({
  status,
  displaced = false,
}: {
  status: AppointmentStatus
  displaced?: boolean
}) {
  const { t } = useTranslation()
  const look = displaced ? 'displaced' : status
  const { color, Icon } = statusLooks[look]
  return (
    <Badge variant="outline" color={color} leftSection={<Icon size={14} aria-hidden />}>
      {t(`status.${look}`)}
    </Badge>
  )
}
