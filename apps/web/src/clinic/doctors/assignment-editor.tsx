import type { AssignmentDocument, AssignmentForm, ShiftDocument } from '@polyclinic/contract'
import { Chip, Group, Input, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTime, useWeekday, type Weekday, weekdays } from '../../time/index.ts'
import { RecordEditor, type Told } from '../office/index.ts'

const valuesOf = (assignment: AssignmentDocument | undefined) => ({
  shift: assignment?.shift ?? '',
  weekdays: (assignment?.weekdays ?? []) as Weekday[],
  validFrom: assignment?.validFrom ?? '',
  validUntil: assignment?.validUntil ?? '',
})
type Values = ReturnType<typeof valuesOf>

const formOf = ({ shift, weekdays: days, validFrom, validUntil }: Values): AssignmentForm => ({
  shift,
  weekdays: weekdays.filter((day) => days.includes(day)),
  ...(validFrom && { validFrom }),
  ...(validUntil && { validUntil }),
})

interface Props {
  readonly doctor: string
  readonly shifts: readonly ShiftDocument[]
  readonly assignment: AssignmentDocument | undefined
  readonly onDone: () => void
}

export function AssignmentEditor({ doctor, shifts, assignment, onDone }: Props) {
  const { t } = useTranslation('office')
  const weekday = useWeekday()
  const time = useTime()
  const named = ({ name, from, until }: ShiftDocument) =>
    `${name}, ${time.wallTime(from)} – ${time.wallTime(until)}`
  const tell = (form: object): Told => {
    const told = form as AssignmentForm
    return [
      [t('assignments.shift'), shifts.find(({ id }) => id === told.shift)?.name ?? ''],
      [t('assignments.days'), told.weekdays.map((day) => weekday(day)).join(', ')],
      [t('assignments.from'), told.validFrom ? time.longDay(told.validFrom) : ''],
      [t('assignments.to'), told.validUntil ? time.longDay(told.validUntil) : ''],
    ]
  }
  const validate = (values: Values) => ({
    ...(!values.shift && { shift: t('missing.choice') }),
    ...(values.weekdays.length === 0 && { weekdays: t('missing.weekday') }),
    ...(values.validFrom &&
      values.validUntil &&
      values.validUntil < values.validFrom && { validUntil: t('missing.order') }),
  })
  return (
    <RecordEditor
      kind="Assignment"
      params={{ doctor }}
      title={t(assignment ? 'assignments.edit' : 'assignments.add')}
      doc={assignment}
      valuesOf={valuesOf}
      formOf={formOf}
      validate={validate}
      tell={tell}
      propose={(form, id) => ({
        change: 'assignment',
        doctor,
        ...(id && { id }),
        to: form as AssignmentForm,
      })}
      onDone={onDone}
    >
      {(form) => (
        <>
          <Select
            label={t('assignments.shift')}
            required
            data-autofocus
            data={shifts.map((shift) => ({ value: shift.id, label: named(shift) }))}
            {...form.getInputProps('shift')}
          />
          <Input.Wrapper
            label={t('assignments.days')}
            required
            labelElement="div"
            error={form.errors['weekdays']}
          >
            <Chip.Group
              multiple
              value={form.values.weekdays}
              onChange={(days) => form.setFieldValue('weekdays', days as Weekday[])}
            >
              <Group gap={6} mt={4} role="group" aria-label={t('assignments.days')}>
                {weekdays.map((day) => (
                  <Chip key={day} value={day} size="md">
                    {weekday(day)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Input.Wrapper>
          <Group grow align="flex-start">
            <TextInput
              type="date"
              label={t('assignments.from')}
              description={t('assignments.fromWhy')}
              {...form.getInputProps('validFrom')}
            />
            <TextInput
              type="date"
              label={t('assignments.to')}
              description={t('assignments.toWhy')}
              {...form.getInputProps('validUntil')}
            />
          </Group>
        </>
      )}
    </RecordEditor>
  )
}
