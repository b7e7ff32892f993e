import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../elements/dialog.tsx'

/** A secret is shown this once. */
export function SecretDialog({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  const { t } = useTranslation('office')
  return (
    <Dialog title={t('webhooks.secret')} onClose={onDone}>
      <Stack>
        <Text>{t('webhooks.secretText')}</Text>
        <Code block className="breaks">
          {secret}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" mih={44} onClick={copy}>
                {t(copied ? 'webhooks.copied' : 'webhooks.copy')}
              </Button>
            )}
          </CopyButton>
          <Button mih={44} onClick={onDone} data-autofocus>
            {t('webhooks.kept')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
