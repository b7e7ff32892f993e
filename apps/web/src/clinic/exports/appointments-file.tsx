import { Group, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, isProblem } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { addDays, todayIn } from '../../time/index.ts'
import { useHere, useZone } from '../office/index.ts'
import { saveTable, TableFile } from './table-file.tsx'

/** In days. */
const longest = 92

/** Visits of some days, as many as one file holds. */
export function AppointmentsFile() {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const today = todayIn(useZone())
  const [from, setFrom] = useState(addDays(today, -30))
  const [to, setTo] = useState(today)
  const download = useMutation({
    mutationFn: () => call('exportAppointments', { clinic, query: { from, to } }),
    onSuccess: ({ body }) => saveTable(`${clinic}-appointments-${from}-${to}.csv`, body),
  })
  const wrong = !from || !to || from > to ? 'order' : addDays(from, longest) <= to ? 'tooLong' : undefined
  return (
    <TableFile
      title={t('exports.visits')}
      text={t('exports.visitsText')}
      verb={t('exports.download')}
      busy={download.isPending}
      disabled={wrong !== undefined}
      onDownload={() => download.mutate()}
      said={download.isSuccess && t('exports.done')}
    >
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
    </TableFile>
  )
}
