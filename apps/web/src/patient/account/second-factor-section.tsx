import { Button, Group, Text } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { Section } from '../own/section.tsx'
import { ProveFactor } from './prove-factor.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpFactor } from './set-up-factor.tsx'

type Doing = 'set-up' | 'codes' | 'remove'

/** An authenticator beside the password: set up, replaced, taken away; and codes for the day the phone is gone. */
export function SecondFactorSection({ me }: { readonly me: Me }) {
  const { t } = useTranslation('mine')
  const [doing, setDoing] = useState<Doing>()
  const [codes, setCodes] = useState<readonly string[]>()
  const begin = useAct('beginSecondFactor')
  const close = () => setDoing(undefined)
  const setUp = () => {
    begin.reset()
    setDoing('set-up')
    // one that is set up already proves itself before another takes its place
    if (!me.secondFactor) begin.mutate({ body: {} })
  }
  const show = (shown: readonly string[]) => {
    setCodes(shown)
    close()
  }
  const hasRole = me.operator || me.memberships.length > 0 || me.rolesWithheld
  return (
    <Section id="second-factor" title={t('factor.title')} text={t('factor.text')}>
      <Text fw={600} role="status">
        {t(me.secondFactor ? 'factor.on' : 'factor.off')}
      </Text>
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
      {doing === undefined && !codes && (
        <Group gap="sm">
          <Button variant={me.secondFactor ? 'default' : 'filled'} h={44} onClick={setUp}>
            {t(me.secondFactor ? 'factor.replace' : 'factor.setUp')}
          </Button>
          {me.secondFactor && (
            <Button variant="default" h={44} onClick={() => setDoing('codes')}>
              {t('factor.newCodes')}
            </Button>
          )}
          {me.secondFactor && !hasRole && (
            <Button variant="default" h={44} onClick={() => setDoing('remove')}>
              {t('factor.remove')}
            </Button>
          )}
        </Group>
      )}
      {doing === 'set-up' && (
        <SetUpFactor begin={begin} replaces={me.secondFactor} onCodes={show} onClose={close} />
      )}
      {doing === 'codes' && <ProveFactor route="renewRecoveryCodes" onCodes={show} onClose={close} />}
      {doing === 'remove' && <ProveFactor route="removeSecondFactor" onCodes={show} onClose={close} />}
    </Section>
  )
}
