import type { SpecialtyDocument, SpecialtyForm } from '@polyclinic/contract'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { codeOf, RecordEditor, RecordsPage } from '../office/index.ts'

/** What the clinic's doctors are doctors of. */
export function SpecialtiesPage() {
  const { t } = useTranslation('office')
  return (
    <RecordsPage<SpecialtyDocument>
      matter="specialties"
      kind="Specialty"
      list="listSpecialties"
      nameOf={({ name }) => name}
      factsOf={({ code }) => t('specialties.searched', { code })}
      editor={(specialty, onDone) => <Editor specialty={specialty} onDone={onDone} />}
    />
  )
}

const valuesOf = (specialty: SpecialtyDocument | undefined) => ({
  code: specialty?.code ?? '',
  name: specialty?.name ?? '',
})

interface Props {
  readonly specialty: SpecialtyDocument | undefined
  readonly onDone: () => void
}

function Editor({ specialty, onDone }: Props) {
  const { t } = useTranslation('office')
  return (
    <RecordEditor
      kind="Specialty"
      title={specialty ? t('editNamed', { name: specialty.name }) : t('specialties.add')}
      doc={specialty}
      valuesOf={valuesOf}
      formOf={({ code, name }): SpecialtyForm => ({ code: code || codeOf(name), name: name.trim() })}
      validate={({ name }): Record<string, string> => (name.trim() ? {} : { name: t('missing.name') })}
      tell={(form) => [[t('name'), (form as SpecialtyForm).name]]}
      onDone={onDone}
    >
      {(form) => (
        <TextInput
          label={t('name')}
          description={t('specialties.nameWhy')}
          required
          data-autofocus
          maxLength={120}
          {...form.getInputProps('name')}
        />
      )}
    </RecordEditor>
  )
}
