import type { RegisteredClinic } from '@polyclinic/contract'
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ConfirmDialog } from '../../elements/confirm-dialog.tsx'

/** Suspends a clinic after a question, or lets it take bookings again. */
export function StateButton({ clinic }: { readonly clinic: RegisteredClinic }) {
  const { t } = useTranslation('operator')
  const [asking, setAsking] = useState(false)
  const edit = useAct('editClinic', ['showRegisteredClinic', 'listRegisteredClinics'])
  if (clinic.state !== 'active' && clinic.state !== 'suspended') return null
  const state = clinic.state === 'active' ? 'suspended' : 'active'
  const label = t(state === 'suspended' ? 'clinic.suspend' : 'clinic.resume')
  const ask = () => {
    edit.reset()
    setAsking(true)
  }
  const go = () =>
    edit.mutate(
      { params: { slug: clinic.slug }, ifMatch: clinic.version, body: { state } },
      { onSuccess: () => setAsking(false) },
    )
  return (
    <>
      <Button variant="default" onClick={ask}>
        {label}
      </Button>
      {asking && (
        <ConfirmDialog
          title={`${label}: ${clinic.name}`}
          verb={label}
          busy={edit.isPending}
          error={edit.error}
          onConfirm={go}
          onClose={() => setAsking(false)}
        >
          <Text>{t(state === 'suspended' ? 'clinic.suspendText' : 'clinic.resumeText')}</Text>
        </ConfirmDialog>
      )}
    </>
  )
}
