import type { RegisteredClinic } from '@polyclinic/contract'
import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'

/** Suspends a clinic after a question, or lets it take bookings again. */
export function StateButton({ clinic }: { readonly clinic: RegisteredClinic }) {
  const { t } = useTranslation(['operator', 'shell'])
  const [asking, setAsking] = useState(false)
  const edit = useAct('editClinic', ['showRegisteredClinic', 'listRegisteredClinics'])
  if (clinic.state !== 'active' && clinic.state !== 'suspended') return null
  const state = clinic.state === 'active' ? 'suspended' : 'active'
  const label = t(state === 'suspended' ? 'clinic.suspend' : 'clinic.resume')
  const go = () =>
    edit.mutate(
      { params: { slug: clinic.slug }, ifMatch: clinic.version, body: { state } },
      { onSuccess: () => setAsking(false) },
    )
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={`${label}: ${clinic.name}`}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        <Stack>
          {state === 'suspended' && <Text>{t('clinic.suspendText')}</Text>}
          <ProblemNote error={edit.error} />
          <Button loading={edit.isPending} onClick={go}>
            {label}
          </Button>
        </Stack>
      </Modal>
    </>
  )
}
