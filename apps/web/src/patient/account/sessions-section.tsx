import type { Session } from '@polyclinic/contract'
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { Asked, ProblemNote } from '../../elements/index.ts'
import { useLeave } from '../../signing-in/use-leave.ts'
import { useTime } from '../../time/index.ts'
import { Section } from '../own/section.tsx'
import { tellDevice } from './tell-device.ts'

/** Where I am signed in. */
export function SessionsSection() {
  const { t } = useTranslation('mine')
  const sessions = useAsk('listSessions', {})
  const leaving = useLeave({ everywhere: true, toStart: true })
  return (
    <Section title={t('sessions.title')} text={t('sessions.text')}>
      <Asked of={sessions} lines={2}>
        {({ body: { items } }) => (
          <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {items.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Stack>
        )}
      </Asked>
      <ProblemNote error={leaving.error} />
      <Button
        variant="default"
        h={44}
        w="fit-content"
        loading={leaving.isPending}
        onClick={() => leaving.mutate()}
      >
        {t('sessions.everywhere')}
      </Button>
    </Section>
  )
}

function SessionRow({ session }: { readonly session: Session }) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const end = useAct('endSession', ['listSessions'])
  const { id, current, method, secondFactor, device, lastUsedAt } = session
  const how = [t(`sessions.by.${method}`), secondFactor && t('sessions.withFactor')]
    .filter(Boolean)
    .join(', ')
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" gap="xs">
        <Stack gap={0} style={{ flex: 1, minWidth: 200 }}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {device ? tellDevice(device) : t('sessions.unknown')}
          </Text>
          <Text size="sm" c="dimmed">
            {how} · {t('sessions.used', { when: time.ownMoment(lastUsedAt) })}
          </Text>
        </Stack>
        {current ? (
          <Badge variant="outline">{t('sessions.here')}</Badge>
        ) : (
          <Button
            variant="default"
            h={44}
            loading={end.isPending}
            onClick={() => end.mutate({ params: { session: id } })}
          >
            {t('sessions.end')}
          </Button>
        )}
      </Group>
      <ProblemNote error={end.error} />
    </Paper>
  )
}
