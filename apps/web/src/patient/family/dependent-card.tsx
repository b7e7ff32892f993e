import { Button, Group, Modal, Paper, Stack, Text } from '@mantine/core'
import type { Dependent } from '@polyclinic/contract'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { AskFirst } from '../own/ask-first.tsx'
import { ProfileForm } from '../own/profile-form.tsx'
import { EraseDependent } from './erase-dependent.tsx'

type Open = 'edit' | 'remove' | 'erase'

/** One of those I act for, and all one may do for them. */
export function DependentCard({ dependent }: { readonly dependent: Dependent }) {
  const { t } = useTranslation(['mine', 'shell'])
  const time = useTime()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const { id, name, birthDate } = dependent
  const remove = useAct('removeDependent', ['listDependents'])
  return (
    <Paper withBorder p="md" component="li">
      <Stack gap="sm">
        <Stack gap={0}>
          <Text fw={650} fz="lg" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          {birthDate && (
            <Text c="dimmed" size="sm">
              {t('person.born', { day: time.date(birthDate) })}
            </Text>
          )}
        </Stack>
        <Group gap="xs">
          <Button
            variant="light"
            h={44}
            renderRoot={(props) => <Link to="/visits" search={{ of: id }} {...props} />}
          >
            {t('family.visits')}
          </Button>
          <Button
            variant="default"
            h={44}
            renderRoot={(props) => <Link to="/privacy" search={{ of: id }} {...props} />}
          >
            {t('family.readers')}
          </Button>
          <Button variant="default" h={44} onClick={() => setOpen('edit')}>
            {t('shell:edit')}
          </Button>
          <Button variant="default" h={44} onClick={() => setOpen('remove')}>
            {t('family.remove')}
          </Button>
          <Button variant="default" h={44} onClick={() => setOpen('erase')}>
            {t('family.erase')}
          </Button>
        </Group>
      </Stack>
      <Modal
        opened={open === 'edit'}
        onClose={close}
        title={t('family.editTitle', { name })}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        <EditDependent id={id} onDone={close} />
      </Modal>
      <AskFirst
        opened={open === 'remove'}
        onClose={close}
        title={t('family.removeTitle', { name })}
        confirm={t('family.remove')}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { dependent: id } }, { onSuccess: close })}
      >
        <Text>{t('family.removeText')}</Text>
      </AskFirst>
      <EraseDependent dependent={dependent} opened={open === 'erase'} onClose={close} />
    </Paper>
  )
}

function EditDependent({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const known = useAsk('showDependent', { params: { dependent: id } })
  const edit = useAct('editDependent', ['showDependent', 'listDependents'])
  return (
    <Asked of={known} lines={4}>
      {({ body }) => (
        <ProfileForm
          profile={body}
          edit={edit}
          onSave={async (body, ifMatch) => {
            const saved = await edit.mutateAsync({ params: { dependent: id }, body, ifMatch })
            onDone()
            return saved.body
          }}
        />
      )}
    </Asked>
  )
}
