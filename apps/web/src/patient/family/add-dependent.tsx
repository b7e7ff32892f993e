import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { issuesOf, useAct } from '../../api/index.ts'
import { AskFirst } from '../own/ask-first.tsx'

export function AddDependent({
  opened,
  onClose,
}: {
  readonly opened: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation(['mine', 'shell'])
  const [form, setForm] = useState({ name: '', birthDate: '' })
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID())
  const add = useAct('addDependent', ['listDependents'])
  const change = (changed: Partial<typeof form>) => {
    setForm({ ...form, ...changed })
    setKey(crypto.randomUUID())
  }
  const issues = issuesOf(add.error)
  return (
    <AskFirst
      opened={opened}
      onClose={onClose}
      title={t('family.add')}
      confirm={t('shell:add')}
      busy={add.isPending}
      error={add.error}
      onConfirm={() =>
        add.mutate(
          {
            idempotencyKey,
            body: { name: form.name, ...(form.birthDate && { birthDate: form.birthDate }) },
          },
          {
            onSuccess() {
              change({ name: '', birthDate: '' })
              onClose()
            },
          },
        )
      }
    >
      <Text size="sm" c="dimmed">
        {t('family.addText')}
      </Text>
      <TextInput
        label={t('person.name')}
        required
        maxLength={160}
        data-autofocus
        value={form.name}
        error={issues['name'] && t('person.badName')}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('person.birthDate')}
        value={form.birthDate}
        error={issues['birthDate'] && t('person.badBirthDate')}
        onChange={({ currentTarget }) => change({ birthDate: currentTarget.value })}
      />
    </AskFirst>
  )
}
