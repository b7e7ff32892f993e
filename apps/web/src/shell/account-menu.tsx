import type { Me } from '@polyclinic/contract'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { leave } from '../session/index.ts'
import { queries } from './queries.ts'

/** All the places this account may go to. Loaded for those who are signed in only: menus weigh a fifth of a first page. */
export function AccountMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const signOut = async () => {
    await leave()
    queries.clear()
    await navigate({ to: '/' })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="light"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          maw={{ base: 130, sm: 220 }}
        >
          {me.patient?.name ?? me.email}
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
        <Menu.Item onClick={() => void signOut()}>{t('menu.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
