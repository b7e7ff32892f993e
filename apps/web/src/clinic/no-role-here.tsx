import { Anchor, Container, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session/index.ts'

/** For who is signed in but works at another clinic, or whose second factor is still to be set up. */
export function NoRoleHere() {
  const { t } = useTranslation(['clinic', 'shell'])
  const me = useMe()
  // once each, whatever the number of roles there
  const clinics = new Map(me?.memberships.map((each) => [each.clinic, each.clinicName]))
  return (
    <Container size="xs" py="xl" component="main" id="content">
      <title>{t('noRole.title')}</title>
      <Stack>
        <Title order={1}>{t('noRole.title')}</Title>
        <Text>{t(me?.rolesWithheld ? 'noRole.withheld' : 'noRole.text')}</Text>
        {me?.rolesWithheld && (
          <Anchor component={Link} to="/account">
            {t('shell:menu.account')}
          </Anchor>
        )}
        {[...clinics].map(([clinic, clinicName]) => (
          <Anchor key={clinic} component={Link} to={`/clinic/${clinic}`}>
            {clinicName}
          </Anchor>
        ))}
        <Anchor component={Link} to="/">
          {t('shell:home')}
        </Anchor>
      </Stack>
    </Container>
  )
}
