import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import { IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'
import { useLeave } from '../../signing-in/use-leave.ts'

/** Leads people with a role to what it waits for, and then in. */
export function RolesNote({ me }: { readonly me: Me }) {
  const { t } = useTranslation('mine')
  const leaving = useLeave()
  if (!me.rolesWithheld) return <WaysIn me={me} />
  return (
    <Alert color="orange" icon={<IconShieldLock aria-hidden />} title={t('roles.withheld')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t(me.secondFactor ? 'roles.signInWithIt' : 'roles.setUp')}</Text>
        {me.secondFactor && (
          // the gate asks to sign in again, and leads back here
          <Button h={44} loading={leaving.isPending} onClick={() => leaving.mutate()}>
            {t('roles.again')}
          </Button>
        )}
        <ProblemNote error={leaving.error} />
      </Stack>
    </Alert>
  )
}

function WaysIn({ me }: { readonly me: Me }) {
  const { t } = useTranslation('mine')
  if (!me.operator && me.memberships.length === 0) return null
  return (
    <Group gap="sm">
      {me.operator && (
        <Button variant="light" h={44} renderRoot={(props) => <Link to="/operator" {...props} />}>
          {t('roles.operator')}
        </Button>
      )}
      {me.memberships.map(({ clinic, clinicName, role }) => (
        <Button
          key={`${clinic} ${role}`}
          variant="light"
          h={44}
          renderRoot={(props) => <Link to={`/clinic/${clinic}`} {...props} />}
        >
          {t('roles.clinic', { clinic: clinicName, role: t(`roles.${role}`) })}
        </Button>
      ))}
    </Group>
  )
}
