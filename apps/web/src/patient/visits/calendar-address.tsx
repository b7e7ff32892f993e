import { Alert, Anchor, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import type { NewFeed } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'

/** The secret address, this once: to be copied, or opened by the calendar of this very device. */
export function CalendarAddress({ feed, onClose }: { readonly feed: NewFeed; readonly onClose: () => void }) {
  const { t } = useTranslation(['mine', 'shell'])
  return (
    <Alert role="status" color="clinic" title={t('calendars.made', { name: feed.name })}>
      <Stack gap="sm">
        <Text size="sm">{t('calendars.once')}</Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {feed.url}
        </Code>
        <Group gap="sm">
          <CopyButton value={feed.url}>
            {({ copied, copy }) => (
              <Button h={44} onClick={copy}>
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
          <Anchor href={feed.url.replace(/^https?:/, 'webcal:')}>{t('calendars.openHere')}</Anchor>
          <Button variant="default" h={44} onClick={onClose}>
            {t('shell:close')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
