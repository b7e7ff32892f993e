import { Alert, Anchor, Progress, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'

/** How far an erasure has come. Its address can be kept and looked at again; it names nobody. */
export function ErasureProgress({ id }: { readonly id: string }) {
  const { t } = useTranslation(['mine', 'shell'])
  const time = useTime()
  const erasure = useAsk(
    'showErasure',
    { params: { erasure: id } },
    { refetchInterval: ({ state }) => (state.data?.body.state === 'finished' ? false : 3_000) },
  )
  return (
    <Stack gap="lg" maw={640}>
      <title>{`${t('erasure.title')} · Polyclinic`}</title>
      <Title order={1}>{t('erasure.title')}</Title>
      <Asked of={erasure} lines={2}>
        {({ body: { state, requestedAt, clinics } }) => (
          <Alert
            role="status"
            color={state === 'finished' ? 'green' : 'clinic'}
            title={t(`erasure.${state}`)}
          >
            <Stack gap="sm">
              {clinics.of > 0 && (
                <Progress value={(clinics.confirmed / clinics.of) * 100} aria-label={t('erasure.title')} />
              )}
              <Text size="sm">{t('erasure.figures', { confirmed: clinics.confirmed, of: clinics.of })}</Text>
              <Text size="sm">{t('erasure.asked', { when: time.ownMoment(requestedAt) })}</Text>
            </Stack>
          </Alert>
        )}
      </Asked>
      <Text c="dimmed">{t('erasure.keep')}</Text>
      <Anchor component={Link} to="/">
        {t('shell:home')}
      </Anchor>
    </Stack>
  )
}
