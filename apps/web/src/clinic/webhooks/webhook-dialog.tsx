import type { WebhookDocument } from '@polyclinic/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ConfirmDialog } from '../../elements/confirm-dialog.tsx'
import { Dialog } from '../../elements/dialog.tsx'
import { ProblemNote } from '../../elements/index.ts'
import { useHere } from '../office/index.ts'
import { Deliveries } from './deliveries.tsx'

interface Props {
  readonly webhook: WebhookDocument
  readonly onSecret: (secret: string) => void
  readonly onDone: () => void
}

/** One endpoint: try it, see what became of what was sent, change its secret, take it away. */
export function WebhookDialog({ webhook, onSecret, onDone }: Props) {
  const { t } = useTranslation(['office', 'shell'])
  const clinic = useHere()
  const [removing, setRemoving] = useState(false)
  const input = { clinic, params: { webhook: webhook.id } }
  const test = useAct('testWebhook', ['listWebhookDeliveries'])
  const rotate = useAct('rotateWebhookSecret', ['listWebhooks'])
  const remove = useAct('removeWebhook', ['listWebhooks'])
  const name = webhook.description ?? webhook.url
  if (removing) {
    return (
      <ConfirmDialog
        title={t('removeNamed', { name })}
        verb={t('shell:remove')}
        grave
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(input, { onSuccess: onDone })}
        onClose={() => setRemoving(false)}
      >
        <Text>{t('webhooks.removeText')}</Text>
      </ConfirmDialog>
    )
  }
  return (
    <Dialog title={name} size="xl" onClose={onDone}>
      <Stack>
        <Text size="sm" className="breaks">
          {webhook.url}
        </Text>
        <Group gap="xs">
          <Button
            mih={44}
            loading={test.isPending}
            disabled={!webhook.active}
            onClick={() => test.mutate(input)}
          >
            {t('webhooks.test')}
          </Button>
          <Button
            variant="default"
            mih={44}
            loading={rotate.isPending}
            onClick={() =>
              rotate.mutate({ ...input, body: {} }, { onSuccess: ({ body }) => onSecret(body.secret) })
            }
          >
            {t('webhooks.rotate')}
          </Button>
          <Button variant="default" mih={44} onClick={() => setRemoving(true)}>
            {t('shell:remove')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('webhooks.rotateWhy')}
        </Text>
        <ProblemNote error={test.error ?? rotate.error} />
        <Deliveries webhook={webhook.id} />
      </Stack>
    </Dialog>
  )
}
