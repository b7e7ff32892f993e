import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, isProblem } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { addDays, todayIn } from '../../time/index.ts'
import { useHere, useZone } from '../office/index.ts'
import { saveTable } from './save-table.ts'

/** As many days as one file holds. */
const longest = 92

export function AppointmentsFile() {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const today = todayIn(useZone())
  const [from, setFrom] = useState(addDays(today, -30))
  const [to, setTo] = useState(today)
  const download = useMutation({
    mutationFn: () => call('exportAppointments', { clinic, query: { from, to } }),
    onSuccess: ({ body }) => saveTable(body, `${clinic}-appointments-${from}-${to}.csv`),
  })
  const wrong = !from || !to || from > to ? 'order' : addDays(from, longest) <= to ? 'tooLong' : undefined
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="visits-file">
      <Stack>
        <Title order={2} size="h4" id="visits-file">
          {t('exports.visits')}
        </Title>
        <Text size="sm">{t('exports.visitsText')}</Text>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            type="date"
            label={t('exports.from')}
            value={from}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('exports.to')}
            value={to}
            error={wrong && t(`exports.${wrong}`, { count: longest })}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
        </Group>
        {isProblem(download.error, 'outside-policy') ? (
          <Text role="alert" c="var(--mantine-color-error)">
            {t('exports.tooMany')}
          </Text>
        ) : (
          <ProblemNote error={download.error} onRetry={() => download.mutate()} />
        )}
        <Group>
          <Button
            mih={44}
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={download.isPending}
            disabled={wrong !== undefined}
            onClick={() => download.mutate()}
          >
            {t('exports.download')}
          </Button>
          <Text role="status" size="sm">
            {download.isSuccess && t('exports.done')}
          </Text>
        </Group>
      </Stack>
    </Paper>
  )
}
