import type { ClosureDocument, ClosureForm } from '@polyclinic/contract'
import { Group, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import { RecordEditor, type Told } from '../office/index.ts'

const valuesOf = (closure: ClosureDocument | undefined) => ({
  firstDay: closure?.firstDay ?? '',
  lastDay: closure?.lastDay ?? '',
  reason: closure?.reason ?? '',
})
type Values = ReturnType<typeof valuesOf>

/** One day is what is mostly meant: the last day may be left out. */
const formOf = ({ firstDay, lastDay, reason }: Values): ClosureForm => ({
  firstDay,
  lastDay: lastDay || firstDay,
  ...(reason.trim() && { reason: reason.trim() }),
})

interface Props {
  readonly closure: ClosureDocument | undefined
  readonly onDone: () => void
}

export function ClosureEditor({ closure, onDone }: Props) {
  const { t } = useTranslation('office')
  const time = useTime()
  const tell = (form: object): Told => {
    const { firstDay, lastDay, reason } = form as ClosureForm
    return [
      [t('closures.first'), time.longDay(firstDay)],
      [t('closures.last'), time.longDay(lastDay)],
      [t('closures.reason'), reason ?? ''],
    ]
  }
  const validate = ({ firstDay, lastDay }: Values) => ({
    ...(!firstDay && { firstDay: t('missing.day') }),
    ...(lastDay && lastDay < firstDay && { lastDay: t('missing.order') }),
  })
  return (
    <RecordEditor
      kind="Closure"
      title={t(closure ? 'closures.edit' : 'closures.add')}
      doc={closure}
      valuesOf={valuesOf}
      formOf={formOf}
      validate={validate}
      tell={tell}
      propose={(form, id) => ({ change: 'closure', ...(id && { id }), to: form as ClosureForm })}
      onDone={onDone}
    >
      {(form) => (
        <>
          <Group grow align="flex-start">
            <TextInput
              type="date"
              label={t('closures.first')}
              required
              data-autofocus
              {...form.getInputProps('firstDay')}
            />
            <TextInput
              type="date"
              label={t('closures.last')}
              min={form.values.firstDay}
              {...form.getInputProps('lastDay')}
            />
          </Group>
          <TextInput
            label={t('closures.reason')}
            description={t('closures.reasonWhy')}
            maxLength={200}
            {...form.getInputProps('reason')}
          />
        </>
      )}
    </RecordEditor>
  )
}
