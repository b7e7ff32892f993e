import type { ClinicOperation } from '@polyclinic/contract'
import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { OperationProgress } from '../parts/operation-progress.tsx'

interface Props {
  readonly operation: ClinicOperation
  readonly name: string
  readonly onAnother: () => void
}

const goesOn = (operation: ClinicOperation | undefined): boolean => operation?.state !== 'succeeded'

/** A clinic on its way, step by step as it is told; then the way to it. */
export function Followed({ operation: begun, name, onAnother }: Props) {
  const { t } = useTranslation('operator')
  const shown = useAsk(
    'showOperation',
    { params: { operation: begun.id } },
    // where live hints do not come through, it is asked for now and then
    { refetchInterval: ({ state }) => (goesOn(state.data?.body) ? 5_000 : false) },
  )
  const operation = shown.data?.body ?? begun
  return (
    <Stack maw={640}>
      <Paper withBorder p="md">
        <OperationProgress operation={operation} />
      </Paper>
      <Text role="status" fw={600}>
        {operation.state === 'succeeded' && t('onboarding.ready', { name })}
      </Text>
      <Group>
        <Button component={Link} to={`/operator/clinics/${operation.clinic}`}>
          {t('onboarding.open', { name })}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('onboarding.another')}
        </Button>
      </Group>
    </Stack>
  )
}
