import type { ShiftDocument, ShiftForm } from '@polyclinic/contract'
import { Group, NumberInput, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import { codeOf, RecordEditor, type Told } from '../office/index.ts'
import { timesOfDay } from './times-of-day.ts'

const valuesOf = (shift: ShiftDocument | undefined) => ({
  code: shift?.code ?? '',
  name: shift?.name ?? '',
  from: shift?.from ?? '08:00',
  until: shift?.until ?? '12:00',
  slotMinutes: shift?.slotMinutes ?? 30,
  capacity: shift?.capacity ?? 1,
})
type Values = ReturnType<typeof valuesOf>

const formOf = (values: Values): ShiftForm => ({
  ...values,
  name: values.name.trim(),
  code: values.code || codeOf(values.name),
})

interface Props {
  readonly shift: ShiftDocument | undefined
  readonly onDone: () => void
}

export function ShiftEditor({ shift, onDone }: Props) {
  const { t } = useTranslation('office')
  const time = useTime()
  const tell = (form: object): Told => {
    const told = form as ShiftForm
    return [
      [t('name'), told.name],
      [t('shifts.from'), time.wallTime(told.from)],
      [t('shifts.until'), time.wallTime(told.until)],
      [t('shifts.slotMinutes'), String(told.slotMinutes)],
      [t('shifts.capacity'), String(told.capacity)],
    ]
  }
  const validate = (values: Values) => ({
    ...(!values.name.trim() && { name: t('missing.name') }),
    ...(!values.from && { from: t('missing.time') }),
    ...(!values.until && { until: t('missing.time') }),
    ...(!(values.slotMinutes >= 5 && values.slotMinutes <= 480) && { slotMinutes: t('missing.number') }),
    ...(values.from &&
      values.until &&
      values.slotMinutes >= 5 &&
      timesOfDay(values.from, values.until, values.slotMinutes).length === 0 && {
        slotMinutes: t('shifts.tooLong'),
      }),
    ...(!(values.capacity >= 1) && { capacity: t('missing.number') }),
  })
  return (
    <RecordEditor
      kind="Shift"
      title={shift ? t('editNamed', { name: shift.name }) : t('shifts.add')}
      doc={shift}
      valuesOf={valuesOf}
      formOf={formOf}
      validate={validate}
      tell={tell}
      propose={(form, id) => ({ change: 'shift', ...(id && { id }), to: form as ShiftForm })}
      onDone={onDone}
    >
      {(form) => (
        <>
          <TextInput
            label={t('name')}
            required
            data-autofocus
            maxLength={120}
            placeholder={t('shifts.example')}
            {...form.getInputProps('name')}
          />
          <Group grow align="flex-start">
            <TextInput type="time" label={t('shifts.from')} required {...form.getInputProps('from')} />
            <TextInput type="time" label={t('shifts.until')} required {...form.getInputProps('until')} />
          </Group>
          <Group grow align="flex-start">
            <NumberInput
              label={t('shifts.slotMinutes')}
              required
              min={5}
              max={480}
              allowDecimal={false}
              {...form.getInputProps('slotMinutes')}
            />
            <NumberInput
              label={t('shifts.capacity')}
              required
              min={1}
              max={200}
              allowDecimal={false}
              {...form.getInputProps('capacity')}
            />
          </Group>
          <DayOfShift values={form.values} />
        </>
      )}
    </RecordEditor>
  )
}

/** What the shift makes of one day for each doctor who works it: 08:00, 08:30 … */
function DayOfShift({ values: { from, until, slotMinutes, capacity } }: { readonly values: Values }) {
  const { t } = useTranslation('office')
  const time = useTime()
  const times = from && until ? timesOfDay(from, until, slotMinutes) : []
  return (
    <Text size="sm" className="number" mih={44} role="status">
      {times.length > 0 && (
        <>
          {t('shifts.makes', { count: times.length })}{' '}
          {times
            .slice(0, 24)
            .map((each) => time.wallTime(each))
            .join(' · ')}
          {times.length > 24 && ' …'} {capacity > 1 && t('shifts.eachPlaces', { count: capacity })}
        </>
      )}
    </Text>
  )
}
