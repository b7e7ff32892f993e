import type { Dependent } from '@polyclinic/contract'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { EraseDialog } from '../own/erase-dialog.tsx'

interface Props {
  readonly dependent: Dependent
  readonly opened: boolean
  readonly onClose: () => void
}

export function EraseDependent({ dependent, opened, onClose }: Props) {
  const { t } = useTranslation('mine')
  const navigate = useNavigate()
  const erase = useAct('eraseDependent', ['listDependents', 'listOwnAppointments'])
  // the list is asked again and takes this dialogue away: we go on all the same
  const begin = async (body: { readonly password?: string }) => {
    const begun = await erase
      .mutateAsync({ params: { dependent: dependent.id }, body })
      .catch(() => undefined)
    if (begun) await navigate({ to: '/privacy', search: { erasure: begun.body.id } })
  }
  return (
    <EraseDialog
      opened={opened}
      onClose={onClose}
      title={t('family.eraseTitle', { name: dependent.name })}
      text={t('family.eraseText')}
      busy={erase.isPending}
      error={erase.error}
      onErase={(body) => void begin(body)}
    />
  )
}
