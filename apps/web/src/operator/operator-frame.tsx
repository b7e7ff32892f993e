import { Anchor, Container, Stack, Title } from '@mantine/core'
import {
  IconActivity,
  IconAlertTriangle,
  IconBuildingHospital,
  IconCirclePlus,
  IconServer,
  IconStairsUp,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live/index.ts'
import { useMe } from '../session/index.ts'
import { ConsoleFrame, type ConsolePage } from '../shell/index.ts'
import { Gate } from '../signing-in/index.ts'

/** The console of who runs the service. It shows clinics and machines, and never a patient's data. */
export function OperatorFrame() {
  return (
    <Gate>
      <Console />
    </Gate>
  )
}

function Console() {
  const { t } = useTranslation(['operator', 'shell'])
  const me = useMe()
  useLive(me?.operator ? ['operations'] : [])
  if (!me?.operator) {
    return (
      <Container size="xs" py="xl" component="main" id="content">
        <title>{`${t('notOperator')} · Polyclinic`}</title>
        <Stack>
          <Title order={1}>{t('notOperator')}</Title>
          <Anchor component={Link} to="/">
            {t('shell:home')}
          </Anchor>
        </Stack>
      </Container>
    )
  }
  const pages: ConsolePage[] = [
    { to: '/operator', label: t('pages.clinics'), Icon: IconBuildingHospital, exact: true },
    { to: '/operator/onboarding', label: t('pages.onboarding'), Icon: IconCirclePlus },
    { to: '/operator/operations', label: t('pages.operations'), Icon: IconActivity },
    { to: '/operator/servers', label: t('pages.servers'), Icon: IconServer },
    { to: '/operator/migrations', label: t('pages.migrations'), Icon: IconStairsUp },
    { to: '/operator/dead-letters', label: t('pages.deadLetters'), Icon: IconAlertTriangle },
  ]
  return <ConsoleFrame title={t('title')} pages={pages} />
}
