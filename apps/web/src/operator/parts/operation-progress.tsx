import type { ClinicOperation } from '@polyclinic/contract'
import { Group, Progress, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconLoader } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Look, SignBadge } from './sign-badge.tsx'

const looks = {
  running: { color: 'clinic', Icon: IconLoader },
  succeeded: { color: 'green', Icon: IconCheck },
  failed: { color: 'red', Icon: IconAlertTriangle },
} as const satisfies Record<ClinicOperation['state'], Look>

/** How far an operation is, which step comes next, and why it failed. */
export function OperationProgress({ operation }: { readonly operation: ClinicOperation }) {
  const { t } = useTranslation('operator')
  const { progress, state, step, kind, error, attempts } = operation
  const label = t('operation.progress', { kind: t(`operation.${kind}`), ...progress })
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{label}</Text>
        <SignBadge look={looks[state]}>{t(`operation.${state}`)}</SignBadge>
      </Group>
      <Progress
        value={(100 * progress.done) / progress.of}
        color={looks[state].color}
        animated={state === 'running'}
        aria-label={label}
      />
      <Text size="xs" c="dimmed">
        {t(`step.${step}`, step)}
        {attempts > 1 && ` · ${t('operation.attempts', { count: attempts })}`}
      </Text>
      {error && state !== 'succeeded' && (
        <Text size="sm" c="var(--mantine-color-error)" style={{ overflowWrap: 'anywhere' }}>
          {error}
        </Text>
      )}
    </Stack>
  )
}
