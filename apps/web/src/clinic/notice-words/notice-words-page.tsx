import type { BodyOf } from '../../api/index.ts'
import { Badge, Button, Group, Paper, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { languages } from '../../i18n/index.ts'
import { OfficePage, useHere } from '../office/index.ts'
import { WordsEditor } from './words-editor.tsx'

export type NoticeWords = BodyOf<'listNoticeWords'>['items'][number]

/** How the clinic's messages are worded: ours, or its own. */
export function NoticeWordsPage() {
  const { t, i18n } = useTranslation(['office', 'clinic'])
  const [language, setLanguage] = useState<string>(i18n.language)
  const [channel, setChannel] = useState('email')
  const [edited, setEdited] = useState<NoticeWords>()
  const words = useAsk('listNoticeWords', { clinic: useHere() })
  return (
    <OfficePage title={t('clinic:pages.notice-words')} lead={t('words.lead')}>
      <Group align="flex-end">
        <Select
          label={t('words.language')}
          allowDeselect={false}
          value={language}
          onChange={(given) => given && setLanguage(given)}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        />
        <SegmentedControl
          aria-label={t('words.channel')}
          value={channel}
          onChange={setChannel}
          data={(['email', 'sms'] as const).map((value) => ({
            value,
            label: t(`policy.channels.${value}`),
          }))}
        />
      </Group>
      <Asked of={words} lines={6}>
        {({ body }) => (
          <Stack>
            {body.items
              .filter((each) => each.language === language && each.channel === channel)
              .map((each) => (
                <Notice key={each.kind} words={each} onEdit={() => setEdited(each)} />
              ))}
          </Stack>
        )}
      </Asked>
      {edited && <WordsEditor words={edited} onDone={() => setEdited(undefined)} />}
    </OfficePage>
  )
}

function Notice({ words, onEdit }: { readonly words: NoticeWords; readonly onEdit: () => void }) {
  const { t } = useTranslation('office')
  const { kind, whose, sample, language } = words
  const title = t(`words.kind.${kind}`)
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2} size="h4">
              {title}
            </Title>
            <Badge variant="outline" color={whose === 'clinic' ? 'clinic' : 'gray'} tt="none">
              {t(`words.${whose}`)}
            </Badge>
          </Group>
          <Button
            variant="default"
            mih={44}
            onClick={onEdit}
            aria-label={t('words.changeOf', { kind: title })}
          >
            {t('words.change')}
          </Button>
        </Group>
        <Stack gap={4} lang={language}>
          {sample.subject && (
            <Text fw={600} size="sm" className="breaks">
              {sample.subject}
            </Text>
          )}
          <Text size="sm" className="breaks" style={{ whiteSpace: 'pre-line' }} lineClamp={8}>
            {sample.text}
          </Text>
        </Stack>
      </Stack>
    </Paper>
  )
}
