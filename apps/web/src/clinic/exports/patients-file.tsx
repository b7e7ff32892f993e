import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useHere } from '../office/index.ts'
import { saveTable } from './save-table.ts'

/** File after file: where there is another one the answer names it. */
export function PatientsFile() {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const [after, setAfter] = useState(0)
  const [saved, setSaved] = useState(0)
  const download = useMutation({
    mutationFn: () => call('exportPatients', { clinic, query: { after } }),
    onSuccess: ({ body, link }) => {
      saveTable(body, `${clinic}-patients${saved > 0 ? `-${saved + 1}` : ''}.csv`)
      const next = Number(/[?&]after=(\d+)/.exec(link ?? '')?.[1] ?? 0)
      setAfter(next)
      setSaved(next > 0 ? saved + 1 : 0)
    },
  })
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="patients-file">
      <Stack>
        <Title order={2} size="h4" id="patients-file">
          {t('exports.patients')}
        </Title>
        <Text size="sm">{t('exports.patientsText')}</Text>
        <ProblemNote error={download.error} onRetry={() => download.mutate()} />
        <Group>
          <Button
            mih={44}
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {saved > 0 ? t('exports.nextFile', { nth: saved + 1 }) : t('exports.download')}
          </Button>
          <Text role="status" size="sm">
            {download.isSuccess && t(saved > 0 ? 'exports.thereIsMore' : 'exports.done')}
          </Text>
        </Group>
      </Stack>
    </Paper>
  )
}
