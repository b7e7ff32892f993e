import type { OverrideDocument, OverrideForm } from '@polyclinic/contract'
import { ActionIcon, Button, Group, Input, NumberInput, Stack, Switch, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { todayIn, useTime } from '../../time/index.ts'
import { RecordEditor, type Told, useZone } from '../office/index.ts'

const valuesOf = (override: OverrideDocument | undefined, date = '') => ({
  date: override?.date ?? date,
  off: override ? override.hours.length === 0 : false,
  hours: override && override.hours.length > 0 ? override.hours : [{ from: '09:00', until: '12:00' }],
  slotMinutes: override?.slotMinutes ?? 30,
  capacity: override?.capacity ?? 1,
  note: override?.note ?? '',
})
type Values = ReturnType<typeof valuesOf>

const formOf = (values: Values): OverrideForm => ({
  date: values.date,
  hours: values.off ? [] : values.hours,
  slotMinutes: values.slotMinutes,
  capacity: values.capacity,
  ...(values.note.trim() && { note: values.note.trim() }),
})

interface Props {
  readonly doctor: string
  readonly override: OverrideDocument | undefined
  /** For a new one */
  readonly date?: string
  readonly onDone: () => void
}

export function OverrideEditor({ doctor, override, date, onDone }: Props) {
  const { t } = useTranslation('office')
  const time = useTime()
  const today = todayIn(useZone())
  const tell = (form: object): Told => {
    const told = form as OverrideForm
    const hours = told.hours.map(({ from, until }) => `${time.wallTime(from)} – ${time.wallTime(until)}`)
    return [
      [t('overrides.day'), time.longDay(told.date)],
      [t('overrides.hours'), hours.length === 0 ? t('overrides.off') : hours.join(', ')],
      [t('shifts.slotMinutes'), String(told.slotMinutes)],
      [t('shifts.capacity'), String(told.capacity)],
      [t('overrides.note'), told.note ?? ''],
    ]
  }
  const validate = (values: Values) => ({
    ...(!values.date && { date: t('missing.day') }),
    ...(!values.off && missingTimes(values.hours, t('missing.time'))),
    ...(!(values.slotMinutes >= 5) && { slotMinutes: t('missing.number') }),
    ...(!(values.capacity >= 1) && { capacity: t('missing.number') }),
  })
  return (
    <RecordEditor
      kind="Override"
      params={{ doctor }}
      title={override ? t('editNamed', { name: time.longDay(override.date) }) : t('overrides.add')}
      doc={override}
      valuesOf={(doc) => valuesOf(doc, date)}
      formOf={formOf}
      validate={validate}
      tell={tell}
      propose={(form, id) => ({ change: 'override', doctor, ...(id && { id }), to: form as OverrideForm })}
      onDone={onDone}
    >
      {(form) => (
        <>
          <TextInput
            type="date"
            label={t('overrides.day')}
            required
            min={today}
            data-autofocus
            {...form.getInputProps('date')}
          />
          <Switch
            label={t('overrides.off')}
            description={t('overrides.offWhy')}
            {...form.getInputProps('off', { type: 'checkbox' })}
          />
          {!form.values.off && <Hours form={form} />}
          <TextInput
            label={t('overrides.note')}
            description={t('overrides.noteWhy')}
            maxLength={300}
            {...form.getInputProps('note')}
          />
        </>
      )}
    </RecordEditor>
  )
}

/** At the field of each time that is not there. */
const missingTimes = (hours: Values['hours'], text: string): Record<string, string> =>
  Object.fromEntries(
    hours.flatMap((stretch, nth) =>
      (['from', 'until'] as const)
        .filter((end) => !stretch[end])
        .map((end) => [`hours.${nth}.${end}`, text] as const),
    ),
  )

function Hours({ form }: { readonly form: UseFormReturnType<Values> }) {
  const { t } = useTranslation('office')
  return (
    <Stack gap="xs">
      {form.values.hours.map((_, nth) => (
        // the stretches have no identity but their place
        <Group key={nth} align="flex-end" wrap="nowrap" gap="xs">
          <TextInput
            type="time"
            label={t('shifts.from')}
            flex={1}
            {...form.getInputProps(`hours.${nth}.from`)}
          />
          <TextInput
            type="time"
            label={t('shifts.until')}
            flex={1}
            {...form.getInputProps(`hours.${nth}.until`)}
          />
          <ActionIcon
            size={36}
            variant="default"
            disabled={form.values.hours.length === 1}
            aria-label={t('overrides.removeHours', { count: nth + 1 })}
            onClick={() => form.removeListItem('hours', nth)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {form.errors['hours'] && <Input.Error role="alert">{form.errors['hours']}</Input.Error>}
      <Button
        variant="subtle"
        w="fit-content"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => form.insertListItem('hours', { from: '13:00', until: '17:00' })}
      >
        {t('overrides.addHours')}
      </Button>
      <Group grow align="flex-start">
        <NumberInput
          label={t('shifts.slotMinutes')}
          min={5}
          max={480}
          allowDecimal={false}
          {...form.getInputProps('slotMinutes')}
        />
        <NumberInput
          label={t('shifts.capacity')}
          min={1}
          max={200}
          allowDecimal={false}
          {...form.getInputProps('capacity')}
        />
      </Group>
    </Stack>
  )
}
