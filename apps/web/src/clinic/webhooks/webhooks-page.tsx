import type { WebhookDocument } from '@polyclinic/contract'
import { Badge, Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { OfficePage, RecordList, RecordRow, useHere, useZone } from '../office/index.ts'
import { SecretDialog } from './secret-dialog.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookForm } from './webhook-form.tsx'

/** Where other programs are told what happens here. */
export function WebhooksPage() {
  const { t } = useTranslation(['office', 'clinic'])
  const [open, setOpen] = useState<string>()
  const [edited, setEdited] = useState<WebhookDocument | 'new'>()
  const [secret, setSecret] = useState<string>()
  const webhooks = useAsk('listWebhooks', { clinic: useHere() })
  const shown = webhooks.data?.body.items.find(({ id }) => id === open)
  return (
    <OfficePage
      title={t('clinic:pages.webhooks')}
      lead={t('webhooks.lead')}
      action={
        <Button mih={44} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
          {t('webhooks.add')}
        </Button>
      }
    >
      <Asked of={webhooks}>
        {({ body: { items } }) =>
          items.length === 0 ? (
            <EmptyNote title={t('webhooks.none')}>
              <Text>{t('webhooks.noneWay')}</Text>
            </EmptyNote>
          ) : (
            <RecordList label={t('clinic:pages.webhooks')}>
              {items.map((each) => (
                <Row
                  key={each.id}
                  webhook={each}
                  onOpen={() => setOpen(each.id)}
                  onEdit={() => setEdited(each)}
                />
              ))}
            </RecordList>
          )
        }
      </Asked>
      {edited && (
        <WebhookForm
          webhook={edited === 'new' ? undefined : edited}
          onSecret={setSecret}
          onDone={() => setEdited(undefined)}
        />
      )}
      {shown && !secret && (
        <WebhookDialog webhook={shown} onSecret={setSecret} onDone={() => setOpen(undefined)} />
      )}
      {secret && <SecretDialog secret={secret} onDone={() => setSecret(undefined)} />}
    </OfficePage>
  )
}

interface RowProps {
  readonly webhook: WebhookDocument
  readonly onOpen: () => void
  readonly onEdit: () => void
}

function Row({ webhook, onOpen, onEdit }: RowProps) {
  const { t } = useTranslation(['office', 'shell'])
  const time = useTime()
  const zone = useZone()
  const { url, description, eventTypes, active, stopped, failingSince } = webhook
  const facts = [
    description && url,
    t('webhooks.events', { count: eventTypes.length }),
    failingSince && t('webhooks.failingSince', { day: time.moment(failingSince, zone) }),
  ]
  const name = description ?? url
  return (
    <RecordRow
      title={name}
      facts={facts.filter(Boolean).join(' · ')}
      badge={
        <Badge variant="outline" color={active ? (failingSince ? 'orange' : 'green') : 'gray'} tt="none">
          {t(active ? 'webhooks.active' : stopped ? `webhooks.stopped.${stopped}` : 'webhooks.paused')}
        </Badge>
      }
      actions={
        <>
          <Button variant="default" mih={44} onClick={onOpen} aria-label={t('webhooks.openOf', { name })}>
            {t('webhooks.open')}
          </Button>
          <Button variant="default" mih={44} onClick={onEdit} aria-label={t('editNamed', { name })}>
            {t('shell:edit')}
          </Button>
        </>
      }
    />
  )
}
