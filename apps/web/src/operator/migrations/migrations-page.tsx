import { Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type BodyOf, call, isProblem, keyOf, useAsk } from '../../api/index.ts'
import { Asked, ProblemNote } from '../../elements/index.ts'
import { ConsolePage } from '../parts/console-page.tsx'

type RingProgress = BodyOf<'showMigrations'>['rings'][number]
/** At a time: what goes wrong goes wrong for few. */
const atATime = 20

/** How far each ring is, and the next step of it. */
export function MigrationsPage() {
  const { t } = useTranslation('operator')
  const migrations = useAsk('showMigrations', {}, { refetchInterval: 60_000 })
  return (
    <ConsolePage title={t('pages.migrations')}>
      <Asked of={migrations}>
        {({ body }) => (
          <Stack>
            <Text>
              {t('migrations.newest', { version: body.newest })} {t('migrations.order')}
            </Text>
            {body.rings.map((ring) => (
              <RingCard key={ring.ring} ring={ring} />
            ))}
          </Stack>
        )}
      </Asked>
    </ConsolePage>
  )
}

function RingCard({ ring: { ring, clinics, behind, failed, next } }: { readonly ring: RingProgress }) {
  const { t } = useTranslation('operator')
  const queries = useQueryClient()
  const some = next.slice(0, atATime)
  const bring = useMutation({
    mutationFn: async () => {
      for (const slug of some) {
        try {
          await call('migrateClinic', { params: { slug } })
        } catch (error) {
          // somebody else was quicker, or it is there already
          if (!isProblem(error, 'transition-not-allowed', 'operation-running')) throw error
        }
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf('showMigrations') }),
  })
  const said =
    clinics === 0
      ? t('migrations.empty')
      : behind === 0
        ? t('migrations.there', { count: clinics })
        : t('migrations.behind', { behind, count: clinics })
  return (
    <Paper withBorder p="md" component="section" aria-label={t(`migrations.rings.${ring}`)}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t(`migrations.rings.${ring}`)}
          </Title>
          {behind > 0 && (
            <Button loading={bring.isPending} onClick={() => bring.mutate()}>
              {t('migrations.bring', { count: some.length })}
            </Button>
          )}
        </Group>
        <Text size="sm" role="status">
          {said}
          {failed > 0 && ` · ${t('migrations.failed', { count: failed })}`}
        </Text>
        {clinics > 0 && (
          <Progress
            value={(100 * (clinics - behind)) / clinics}
            color={behind > 0 ? 'orange' : 'green'}
            aria-label={said}
          />
        )}
        <ProblemNote error={bring.error} />
      </Stack>
    </Paper>
  )
}
