import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'

interface Props {
  readonly error: unknown
  readonly phone: string | undefined
  readonly onRetry?: () => void
}

/** Why the clinic's rules refuse this time, rule by rule; every other refusal as everywhere. */
export function RuleNote({ error, phone, onRetry }: Props) {
  const { t } = useTranslation(['booking', 'problems'])
  const call = phone && (
    <Anchor href={`tel:${phone}`} py={4}>
      {t('book.call', { phone })}
    </Anchor>
  )
  if (isProblem(error, 'outside-policy')) {
    const { rule, limit } = error.problem
    return (
      <Alert
        role="alert"
        color="red"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('problems:outside-policy.title')}
      >
        <Stack gap="xs" align="flex-start">
          <Text size="sm">
            {t(`rules.${String(rule)}`, {
              count: Number(limit),
              defaultValue: t('problems:outside-policy.way'),
            })}
          </Text>
          {call}
        </Stack>
      </Alert>
    )
  }
  if (isProblem(error, 'patient-unknown'))
    return <Alert role="alert" color="yellow" title={t('book.noPatient')} />
  return (
    <ProblemNote error={error} {...(onRetry && { onRetry })}>
      {call}
    </ProblemNote>
  )
}
