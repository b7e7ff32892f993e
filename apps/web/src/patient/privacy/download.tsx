import { Alert, Button, Group } from '@mantine/core'
import type { PersonalExport } from '@polyclinic/contract'
import { IconDownload, IconFileText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote, saveFile } from '../../elements/index.ts'
import { todayIn } from '../../time/index.ts'
import { Section } from '../own/section.tsx'

/** Everything that is kept of me, for people and for programs. */
export function Download() {
  const { t } = useTranslation('mine')
  const json = useAct('exportOwnData')
  const page = useAct('exportOwnData')
  const missing = (json.data?.body as PersonalExport | undefined)?.missing ?? []
  const day = todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone)
  return (
    <Section title={t('download.title')} text={t('download.text')}>
      <Group gap="sm">
        <Button
          h={44}
          loading={page.isPending}
          leftSection={<IconFileText size={18} aria-hidden />}
          onClick={() =>
            page.mutate(
              { query: { format: 'html' } },
              // a page where it was asked for: the contract tells of the document
              {
                onSuccess: ({ body }) =>
                  saveFile(`polyclinic-${day}.html`, body as unknown as string, 'text/html'),
              },
            )
          }
        >
          {t('download.page')}
        </Button>
        <Button
          variant="default"
          h={44}
          loading={json.isPending}
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() =>
            json.mutate(
              { query: { format: 'json' } },
              {
                onSuccess: ({ body }) =>
                  saveFile(`polyclinic-${day}.json`, JSON.stringify(body, null, 2), 'application/json'),
              },
            )
          }
        >
          {t('download.json')}
        </Button>
      </Group>
      {missing.length > 0 && (
        <Alert
          role="status"
          color="yellow"
          title={t('download.missing', { clinics: missing.map(({ name }) => name).join(', ') })}
        />
      )}
      <ProblemNote error={page.error ?? json.error} />
    </Section>
  )
}
