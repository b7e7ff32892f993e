import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { learn } from '../../session/index.ts'
import { asProof } from '../../signing-in/as-proof.ts'
import { FactorField } from './factor-field.tsx'

interface Props {
  readonly route: 'renewRecoveryCodes' | 'removeSecondFactor'
  readonly onCodes: (codes: readonly string[]) => void
  readonly onClose: () => void
}

/** New recovery codes, or no second factor any more: for who still has it. */
export function ProveFactor({ route, onCodes, onClose }: Props) {
  const { t } = useTranslation(['mine', 'shell'])
  const [typed, setTyped] = useState('')
  const renew = useAct('renewRecoveryCodes')
  const remove = useAct('removeSecondFactor')
  const isRemoval = route === 'removeSecondFactor'
  const act = () => {
    const body = asProof(typed)
    if (!isRemoval)
      return renew.mutate({ body }, { onSuccess: ({ body: { recoveryCodes } }) => onCodes(recoveryCodes) })
    remove.mutate(
      { body },
      {
        async onSuccess() {
          await learn()
          onClose()
        },
      },
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        act()
      }}
    >
      <Stack>
        <Text>{t(isRemoval ? 'factor.removeText' : 'factor.newCodesText')}</Text>
        <FactorField label={t('factor.proof')} value={typed} onChange={setTyped} />
        <ProblemNote error={renew.error ?? remove.error} />
        <Group gap="sm">
          <Button type="submit" h={44} loading={renew.isPending || remove.isPending}>
            {t(isRemoval ? 'factor.remove' : 'factor.newCodes')}
          </Button>
          <Button variant="default" h={44} onClick={onClose}>
            {t('shell:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
