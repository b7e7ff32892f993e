import type { WebhookDocument, WebhookEventType } from '@polyclinic/contract'
import { Checkbox, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentOf, useAct } from '../../api/index.ts'
import { Dialog } from '../../elements/dialog.tsx'
import { useFieldWords } from '../../elements/use-field-words.ts'
import { FormEnd, type Told, useHere } from '../office/index.ts'
import { eventTypes, usualTypes } from './event-types.ts'

const valuesOf = (webhook: WebhookDocument | undefined) => ({
  url: webhook?.url ?? 'https://',
  description: webhook?.description ?? '',
  eventTypes: (webhook?.eventTypes ?? usualTypes) as WebhookEventType[],
  active: webhook?.active ?? true,
})
type Values = ReturnType<typeof valuesOf>

interface Props {
  readonly webhook: WebhookDocument | undefined
  readonly onSecret: (secret: string) => void
  readonly onDone: () => void
}

export function WebhookForm({ webhook, onSecret, onDone }: Props) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const [seen, setSeen] = useState(webhook)
  const register = useAct('registerWebhook', ['listWebhooks'])
  const edit = useAct('editWebhook', ['listWebhooks'])
  const form = useForm<Values>({
    initialValues: valuesOf(webhook),
    validate: ({ url, eventTypes: types }) => ({
      ...(!/^https?:\/\/\S+\.?\S+/.test(url) && { url: t('missing.url') }),
      ...(types.length === 0 && { eventTypes: t('missing.choice') }),
    }),
  })
  const error = register.error ?? edit.error
  const wordsFor = useFieldWords('office')
  const onError = (refused: unknown) => form.setErrors(wordsFor(refused, Object.keys(form.values)))
  const send = (values: Values, at = seen) => {
    const { description, active, ...facts } = values
    const told = description.trim()
    if (at) {
      const body = { ...facts, description: told || null, active }
      edit.mutate(
        { clinic, params: { webhook: at.id }, body, ifMatch: at.version },
        { onSuccess: onDone, onError },
      )
    } else {
      register.mutate(
        { clinic, body: { ...facts, ...(told && { description: told }) } },
        {
          onError,
          onSuccess: ({ body }) => {
            onSecret(body.secret)
            onDone()
          },
        },
      )
    }
  }
  const tell = (values: Values): Told => [
    [t('webhooks.url'), values.url],
    [t('webhooks.description'), values.description],
    [t('webhooks.types'), values.eventTypes.join(', ')],
    [t('webhooks.active'), t(values.active ? 'yes' : 'no')],
  ]
  const current = currentOf<WebhookDocument>(error)
  return (
    <Dialog title={t(webhook ? 'webhooks.edit' : 'webhooks.add')} onClose={onDone}>
      <form onSubmit={form.onSubmit((values) => send(values))} noValidate>
        <Stack>
          <TextInput
            type="url"
            label={t('webhooks.url')}
            description={t('webhooks.urlWhy')}
            required
            data-autofocus
            {...form.getInputProps('url')}
          />
          <TextInput
            label={t('webhooks.description')}
            maxLength={200}
            {...form.getInputProps('description')}
          />
          <Checkbox.Group label={t('webhooks.types')} required {...form.getInputProps('eventTypes')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={4}>
              {eventTypes.map((type) => (
                <Checkbox key={type} value={type} label={type.replace('polyclinic.', '')} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          {webhook && (
            <Switch
              label={t('webhooks.active')}
              description={t('webhooks.activeWhy')}
              {...form.getInputProps('active', { type: 'checkbox' })}
            />
          )}
          <FormEnd
            error={error}
            conflict={
              current && {
                mine: tell(form.values),
                theirs: tell(valuesOf(current)),
                onMine: () => {
                  setSeen(current)
                  send(form.values, current)
                },
                onTheirs: () => {
                  setSeen(current)
                  form.setValues(valuesOf(current))
                  edit.reset()
                },
              }
            }
            busy={register.isPending || edit.isPending}
            onCancel={onDone}
          />
        </Stack>
      </form>
    </Dialog>
  )
}
