import type { RegisteredServer } from '@polyclinic/contract'
import { Anchor, Group, Paper, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPlayerPause } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { ConsolePage } from '../parts/console-page.tsx'
import { type Look, SignBadge } from '../parts/sign-badge.tsx'

const looks = {
  open: { color: 'green', Icon: IconCheck },
  draining: { color: 'orange', Icon: IconPlayerPause },
  down: { color: 'red', Icon: IconAlertTriangle },
} as const satisfies Record<RegisteredServer['state'], Look>

/** The machines that clinics live on, and what room they have. */
export function ServersPage() {
  const { t } = useTranslation('operator')
  const servers = useAsk('listServers', {})
  return (
    <ConsolePage title={t('pages.servers')}>
      <Asked of={servers}>
        {({ body }) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {body.items.map((server) => (
              <ServerCard key={server.name} server={server} />
            ))}
          </SimpleGrid>
        )}
      </Asked>
    </ConsolePage>
  )
}

function ServerCard({ server }: { readonly server: RegisteredServer }) {
  const { t } = useTranslation('operator')
  const filled = server.clinics / server.clinicLimit
  const room = t('servers.room', { clinics: server.clinics, limit: server.clinicLimit })
  return (
    <Paper withBorder p="md" component="section" aria-label={server.name}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {server.name}
          </Title>
          <SignBadge look={looks[server.state]}>{t(`servers.${server.state}`)}</SignBadge>
        </Group>
        <Text size="sm" c="dimmed">
          {server.region} · {server.address}
        </Text>
        <Text size="sm">{room}</Text>
        <Progress
          value={Math.max(filled * 100, 0.5)}
          color={filled > 0.95 ? 'red' : filled > 0.8 ? 'orange' : 'clinic'}
          aria-label={room}
        />
        <Text size="sm" c="dimmed">
          {t('servers.connections', { count: server.connectionLimit })}
        </Text>
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/operator" search={{ search: server.name }} {...props} />}
        >
          {t('servers.clinics')}
        </Anchor>
      </Stack>
    </Paper>
  )
}
