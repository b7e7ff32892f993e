import type { Me } from '@polyclinic/contract'
import { Box, Button, Menu, Text } from '@mantine/core'
import { IconChevronDown, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../elements/index.ts'
import { useLeave } from '../signing-in/use-leave.ts'

/** All the places this account may go to. Loaded for those who are signed in only: menus weigh a fifth of a first page. */
export function AccountMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const name = me.patient?.name ?? me.email
  const leaving = useLeave({ toStart: true })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="light"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          maw={220}
          px={{ base: 'xs', sm: 'md' }}
          aria-label={name}
        >
          {/* a phone has no room for names: what page one is on matters more */}
          <Box component={IconUserCircle} size={20} aria-hidden hiddenFrom="sm" />
          <Text component="span" inherit truncate visibleFrom="sm">
            {name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {me.operator && (
          <Menu.Item component={Link} to="/operator">
            {t('menu.operator')}
          </Menu.Item>
        )}
        {me.memberships.map(({ clinic, clinicName }) => (
          <Menu.Item key={clinic} component={Link} to={`/clinic/${clinic}`}>
            {t('menu.clinic', { name: clinicName })}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} to="/visits">
          {t('menu.visits')}
        </Menu.Item>
        <Menu.Item component={Link} to="/account">
          {t('menu.account')}
        </Menu.Item>
        <Menu.Divider />
        {/* stays open until it is done: it may fail, and that is said */}
        <Menu.Item closeMenuOnClick={false} disabled={leaving.isPending} onClick={() => leaving.mutate()}>
          {t('menu.signOut')}
        </Menu.Item>
        <ProblemNote error={leaving.error} />
      </Menu.Dropdown>
    </Menu>
  )
}
