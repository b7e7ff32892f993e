import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import type { SecondFactorOffer } from '@polyclinic/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { enter } from '../../session/index.ts'
import { asProof } from '../../signing-in/as-proof.ts'
import { FactorField } from './factor-field.tsx'
import { FactorSecret } from './factor-secret.tsx'

interface Props {
  readonly begin: ReturnType<typeof useAct<'beginSecondFactor'>>
  /** One that is set up already proves itself before another takes its place */
  readonly replaces: boolean
  readonly onCodes: (codes: readonly string[]) => void
  readonly onClose: () => void
}

export function SetUpFactor({ begin, replaces, onCodes, onClose }: Props) {
  const { t } = useTranslation(['mine', 'shell'])
  const [typed, setTyped] = useState('')
  if (begin.data) return <Confirm offer={begin.data.body} onCodes={onCodes} onClose={onClose} />
  if (!replaces) {
    return begin.error ? (
      <ProblemNote error={begin.error} onRetry={() => begin.mutate({ body: {} })} />
    ) : (
      <Loader aria-label={t('shell:loading')} />
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        begin.mutate({ body: asProof(typed) })
      }}
    >
      <Stack>
        <Text>{t('factor.replaceText')}</Text>
        <FactorField label={t('factor.proof')} value={typed} onChange={setTyped} />
        <ProblemNote error={begin.error} />
        <Buttons busy={begin.isPending} label={t('factor.goOn')} onClose={onClose} />
      </Stack>
    </form>
  )
}

interface ConfirmProps extends Pick<Props, 'onCodes' | 'onClose'> {
  readonly offer: SecondFactorOffer
}

/** The secret goes to the authenticator, and its first code comes back. */
function Confirm({ offer, onCodes, onClose }: ConfirmProps) {
  const { t } = useTranslation('mine')
  const [code, setCode] = useState('')
  const confirm = useAct('confirmSecondFactor', ['listSessions'])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate(
          { body: { code: code.replaceAll(' ', '') } },
          {
            async onSuccess({ body: { recoveryCodes, ...tokens } }) {
              onCodes(recoveryCodes)
              // from here on this session counts as one with a second factor
              await enter(tokens)
            },
          },
        )
      }}
    >
      <Stack>
        <FactorSecret offer={offer} />
        <FactorField label={t('factor.first')} value={code} onChange={setCode} onlyDigits />
        <ProblemNote error={confirm.error} />
        <Buttons busy={confirm.isPending} label={t('factor.confirm')} onClose={onClose} />
      </Stack>
    </form>
  )
}

interface ButtonsProps {
  readonly busy: boolean
  readonly label: string
  readonly onClose: () => void
}

function Buttons({ busy, label, onClose }: ButtonsProps) {
  const { t } = useTranslation()
  return (
    <Group gap="sm">
      <Button type="submit" h={44} loading={busy}>
        {label}
      </Button>
      <Button variant="default" h={44} onClick={onClose}>
        {t('cancel')}
      </Button>
    </Group>
  )
}
