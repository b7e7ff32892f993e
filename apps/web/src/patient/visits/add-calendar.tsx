import { Checkbox, Stack, TextInput } from '@mantine/core'
import type { NewFeed } from '@polyclinic/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { AskFirst } from '../own/ask-first.tsx'
import type { Person } from '../own/people.tsx'

interface Props {
  readonly people: readonly Person[]
  readonly opened: boolean
  readonly onClose: () => void
  readonly onMade: (feed: NewFeed) => void
}

export function AddCalendar({ people, opened, onClose, onMade }: Props) {
  const { t } = useTranslation('mine')
  const [name, setName] = useState('')
  const [left, setLeft] = useState<readonly string[]>([])
  const add = useAct('addFeed', ['listFeeds'])
  const chosen = people.filter(({ id }) => !left.includes(id))
  const make = () => {
    const dependents = chosen.flatMap(({ dependent }) => dependent ?? [])
    const own = chosen.some(({ dependent }) => !dependent)
    add.mutate(
      { body: { kind: 'patient', name, own, dependents } },
      {
        onSuccess({ body }) {
          onMade(body)
          setName('')
          onClose()
        },
      },
    )
  }
  return (
    <AskFirst
      opened={opened}
      onClose={onClose}
      title={t('calendars.add')}
      confirm={t('calendars.make')}
      busy={add.isPending}
      error={add.error}
      onConfirm={make}
    >
      <TextInput
        label={t('calendars.name')}
        description={t('calendars.nameHint')}
        required
        maxLength={80}
        data-autofocus
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {people.length > 1 && (
        <Checkbox.Group
          label={t('calendars.whose')}
          value={chosen.map(({ id }) => id)}
          onChange={(ids) => setLeft(people.map(({ id }) => id).filter((id) => !ids.includes(id)))}
        >
          <Stack gap="sm" mt="xs">
            {people.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </AskFirst>
  )
}
