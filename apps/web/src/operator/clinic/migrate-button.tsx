import { Button, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'

/** Brings one clinic to the newest schema; what comes of it is told live. */
export function MigrateButton({ slug }: { readonly slug: string }) {
  const { t } = useTranslation('operator')
  const migrate = useAct('migrateClinic', ['showRegisteredClinic', 'listOperations', 'showMigrations'])
  return (
    <Stack gap="xs">
      <Button
        variant="default"
        loading={migrate.isPending}
        onClick={() => migrate.mutate({ params: { slug } })}
      >
        {t('clinic.migrate')}
      </Button>
      <ProblemNote error={migrate.error} />
    </Stack>
  )
}
