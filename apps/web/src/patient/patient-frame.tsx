import { Anchor, Box, Burger, Collapse, Container, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session/index.ts'
// not by the index: the consoles' frame is no part of a patient's first page
import { AccountButton } from '../shell/account-button.tsx'
import { Choices } from '../shell/choices.tsx'

const publicPages = [['/', 'find']] as const
const ownPages = [
  ['/visits', 'visits'],
  ['/waiting', 'waiting'],
  ['/family', 'family'],
  ['/notices', 'notices'],
  ['/privacy', 'privacy'],
] as const

/** Head, menu and foot of the patient's pages. */
export function PatientFrame() {
  const { t } = useTranslation()
  const [open, { toggle, close }] = useDisclosure()
  const pages = useMe() ? [...publicPages, ...ownPages] : publicPages
  const links = pages.map(([to, name]) => (
    <Anchor
      key={to}
      component={Link}
      to={to}
      py={6}
      activeProps={{ 'aria-current': 'page', style: { fontWeight: 650 } }}
      onClick={close}
    >
      {t(`menu.${name}`)}
    </Anchor>
  ))
  return (
    <Box>
      <Box
        component="header"
        className="no-print"
        style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
      >
        <Container size="lg" py="xs">
          <Group justify="space-between" wrap="nowrap" mih={44}>
            <Group wrap="nowrap" gap="lg">
              <Burger
                hiddenFrom="sm"
                opened={open}
                onClick={toggle}
                size="sm"
                aria-label={t('menu.open')}
                aria-expanded={open}
              />
              <Anchor component={Link} to="/" underline="never">
                <Text fw={700} size="lg">
                  {t('brand')}
                </Text>
              </Anchor>
              <Group component="nav" visibleFrom="sm" gap="md" aria-label={t('brand')}>
                {links}
              </Group>
            </Group>
            <AccountButton />
          </Group>
          <Collapse expanded={open} hiddenFrom="sm">
            <Stack component="nav" gap={0} py="xs" aria-label={t('brand')}>
              {links}
            </Stack>
          </Collapse>
        </Container>
      </Box>
      {/* the footer begins below what is seen: nothing jumps when the page's answers come */}
      <Container component="main" id="content" size="lg" w="100%" py="lg" mih="calc(100dvh - 4rem)">
        <Outlet />
      </Container>
      <Container component="footer" size="lg" w="100%" py="md">
        <Choices />
      </Container>
    </Box>
  )
}
