import { AppShell, Burger, Group, NavLink, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet, useMatchRoute } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountButton } from './account-button.tsx'
import { Choices } from './choices.tsx'

export interface ConsolePage {
  /** Whole address: `/clinic/riverside/doctors` */
  readonly to: string
  readonly label: string
  readonly Icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
  /** Lit on this address alone, not on those below it */
  readonly exact?: boolean
}

interface Props {
  readonly title: string
  readonly pages: readonly ConsolePage[]
  /** Beside the account: what is at hand on every page of this console */
  readonly tools?: ReactNode
}

/** The frame of both consoles: pages at the side, folded away on a phone and on paper. */
export function ConsoleFrame({ title, pages, tools }: Props) {
  const { t } = useTranslation()
  const [open, { toggle, close }] = useDisclosure()
  const matches = useMatchRoute()
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding="md"
    >
      <AppShell.Header className="no-print">
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group wrap="nowrap" gap="sm" miw={0}>
            <Burger hiddenFrom="sm" opened={open} onClick={toggle} size="sm" aria-label={t('menu.open')} />
            <Text fw={700} truncate>
              {title}
            </Text>
          </Group>
          <Group wrap="nowrap" gap="xs">
            {tools}
            <AccountButton />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className="no-print" p="xs" component="nav" aria-label={title}>
        <AppShell.Section grow component={ScrollArea}>
          {pages.map(({ to, label, Icon, exact }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              activeOptions={{ exact: exact ?? false, includeSearch: false }}
              label={label}
              leftSection={<Icon size={18} aria-hidden />}
              active={Boolean(matches({ to, fuzzy: !exact }))}
              onClick={close}
            />
          ))}
        </AppShell.Section>
        <AppShell.Section p="xs">
          <Choices />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content">
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}
