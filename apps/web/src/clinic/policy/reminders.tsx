import { ActionIcon, Button, Group, Input, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DurationInput } from './rule.tsx'

interface Props {
  /** Minutes before a visit */
  readonly offsets: readonly number[]
  readonly onChange: (offsets: number[]) => void
}

/** Up to five reminders, each so long before the visit. */
export function Reminders({ offsets, onChange }: Props) {
  const { t } = useTranslation('office')
  return (
    <Stack gap="xs">
      {offsets.length === 0 && <Input.Label labelElement="div">{t('policy.reminders.label')}</Input.Label>}
      {offsets.map((offset, nth) => (
        // they have no identity but their place
        <Group key={nth} wrap="nowrap" align="flex-end" gap="xs">
          <DurationInput
            label={t('policy.reminders.nth', { nth: nth + 1 })}
            min={5}
            max={43_200}
            value={offset}
            onChange={(minutes) => onChange(offsets.map((each, place) => (place === nth ? minutes : each)))}
          />
          <ActionIcon
            size={36}
            variant="default"
            aria-label={t('policy.reminders.remove', { nth: nth + 1 })}
            onClick={() => onChange(offsets.filter((_, place) => place !== nth))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {offsets.length < 5 && (
        <Button
          variant="subtle"
          w="fit-content"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...offsets, 60])}
        >
          {t('policy.reminders.add')}
        </Button>
      )}
    </Stack>
  )
}
