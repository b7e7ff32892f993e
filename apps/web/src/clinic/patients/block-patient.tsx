import type { KnownPatientDocument } from '@polyclinic/contract'
import { Button, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useClinic } from '../here/use-clinic.ts'

/** No more bookings for this patient, or again; what is booked stays. */
export function BlockPatient({ patient }: { readonly patient: KnownPatientDocument }) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const [reason, setReason] = useState('')
  const forgets = ['showKnownPatient', 'listKnownPatients'] as const
  const block = useAct('blockPatient', forgets)
  const unblock = useAct('unblockPatient', forgets)
  const input = { clinic, params: { patient: patient.id }, ifMatch: patient.version }
  if (patient.state === 'blocked') {
    return (
      <Stack component="section" aria-labelledby="block" gap="sm">
        <Title order={2} size="h4" id="block">
          {t('block.blocked')}
        </Title>
        <ProblemNote error={unblock.error} />
        <Button w="fit-content" loading={unblock.isPending} onClick={() => unblock.mutate(input)}>
          {t('block.undo')}
        </Button>
      </Stack>
    )
  }
  if (patient.state !== 'active') return null
  return (
    <Stack component="section" aria-labelledby="block" gap="sm">
      <Title order={2} size="h4" id="block">
        {t('block.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('block.text')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          block.mutate({ ...input, body: reason.trim() ? { reason: reason.trim() } : {} })
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('block.reason')}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <ProblemNote error={block.error} />
          <Button type="submit" variant="default" w="fit-content" loading={block.isPending}>
            {t('block.do')}
          </Button>
        </Stack>
      </form>
    </Stack>
  )
}
