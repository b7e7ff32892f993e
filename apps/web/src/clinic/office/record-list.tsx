import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './record-list.css'

/** Things of the office, one below the other: readable on a phone as on a desk. */
export function RecordList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Stack component="ul" gap="xs" p={0} m={0} className="records" aria-label={label}>
      {children}
    </Stack>
  )
}

interface Props {
  readonly title: ReactNode
  readonly facts?: ReactNode
  readonly badge?: ReactNode
  readonly actions?: ReactNode
}

export function RecordRow({ title, facts, badge, actions }: Props) {
  return (
    <Paper component="li" withBorder px="md" py="sm">
      <Group justify="space-between" gap="xs">
        <Stack gap={2} miw={0} flex="1 1 14rem">
          <Group gap="xs">
            <Text fw={600} className="breaks">
              {title}
            </Text>
            {badge}
          </Group>
          {facts && (
            <Text size="sm" c="dimmed" component="div" className="breaks">
              {facts}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Paper>
  )
}

interface Verbs {
  /** Of what is changed or removed, for who does not see the row */
  readonly name: string
  readonly onEdit: () => void
  readonly onRemove: () => void
}

/** What can be done to most rows. */
export function EditAndRemove({ name, onEdit, onRemove }: Verbs) {
  const { t } = useTranslation(['office', 'shell'])
  return (
    <>
      <Button variant="default" mih={44} onClick={onEdit} aria-label={t('editNamed', { name })}>
        {t('shell:edit')}
      </Button>
      <Button variant="default" mih={44} onClick={onRemove} aria-label={t('removeNamed', { name })}>
        {t('shell:remove')}
      </Button>
    </>
  )
}
