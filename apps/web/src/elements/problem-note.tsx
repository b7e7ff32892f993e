import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NoConnection, ProblemError } from '../api/index.ts'

interface Props {
  readonly error: unknown
  readonly onRetry?: () => void
  /** A way on that fits the place better than trying again */
  readonly children?: React.ReactNode
}

/** A refusal in a person's words, with a way on. Says nothing while there is none. */
export function ProblemNote({ error, onRetry, children }: Props) {
  const { t } = useTranslation(['shell', 'problems'])
  if (!error) return null
  const code =
    error instanceof ProblemError ? error.code : error instanceof NoConnection ? error.code : 'internal-error'
  const requestId = error instanceof ProblemError ? error.problem.requestId : undefined
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(`problems:${code}.title`)}
    >
      <Stack gap="xs">
        <Text size="sm">{t(`problems:${code}.way`)}</Text>
        {code === 'internal-error' && requestId && <Text size="xs">{t('requestId', { id: requestId })}</Text>}
        {(onRetry || children) && (
          <Group gap="xs">
            {onRetry && (
              <Button size="xs" variant="default" onClick={onRetry}>
                {t('retry')}
              </Button>
            )}
            {children}
          </Group>
        )}
      </Stack>
    </Alert>
  )
}
