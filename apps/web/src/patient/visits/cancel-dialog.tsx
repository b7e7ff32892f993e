import { Text, Textarea } from '@mantine/core'
import type { Appointment } from '@polyclinic/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import { AskFirst } from '../own/ask-first.tsx'

interface Props {
  readonly visit: Appointment
  readonly opened: boolean
  readonly onClose: () => void
  readonly onCancel: (reason: string) => void
}

export function CancelDialog({ visit, opened, onClose, onCancel }: Props) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const [reason, setReason] = useState('')
  return (
    <AskFirst
      opened={opened}
      onClose={onClose}
      title={t('cancel.title')}
      confirm={t('cancel.confirm')}
      keep={t('cancel.keep')}
      grave
      onConfirm={() => onCancel(reason)}
    >
      <Text>
        {t('cancel.text', { time: time.moment(visit.startsAt, visit.timeZone), doctor: visit.doctor.name })}
      </Text>
      <Textarea
        label={t('cancel.reason')}
        description={t('cancel.reasonHint')}
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </AskFirst>
  )
}
