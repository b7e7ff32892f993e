import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import type { PatientProfile, ProfileEdit } from '@polyclinic/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, issuesOf } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { VersionsNote } from '../../elements/versions-note.tsx'
import { languages } from '../../i18n/index.ts'
import { useTime } from '../../time/index.ts'

interface Props {
  readonly profile: PatientProfile
  readonly edit: { readonly isPending: boolean; readonly error: unknown; reset(): void }
  readonly onSave: (edit: ProfileEdit, version: number) => Promise<PatientProfile>
}

const fields = ['name', 'phone', 'birthDate', 'locale'] as const
type Form = Record<(typeof fields)[number], string>

const formOf = (profile: PatientProfile): Form => ({
  name: profile.name,
  phone: profile.phone ?? '',
  birthDate: profile.birthDate ?? '',
  locale: profile.locale ?? '',
})

/** As it is written on paper: +49 (30) 123-45 or 0049 30 12345. */
const asNumber = (typed: string): string => typed.replace(/[\s()./-]/g, '').replace(/^00/, '+')

/** What is known of a person. Where somebody else has changed it meanwhile, both versions are shown. */
export function ProfileForm({ profile, edit, onSave }: Props) {
  const { t } = useTranslation(['mine', 'shell'])
  const time = useTime()
  // what is typed stays, whatever comes in meanwhile
  const [seen, setSeen] = useState(profile)
  const [form, setForm] = useState(() => formOf(profile))
  const change = (changed: Partial<Form>) => {
    setForm({ ...form, ...changed })
    edit.reset()
  }
  const save = async (version: number) => {
    const wanted = {
      name: form.name,
      phone: asNumber(form.phone) || null,
      birthDate: form.birthDate || null,
      locale: form.locale || null,
    }
    const saved = await onSave(wanted, version).catch(() => undefined)
    if (saved) show(saved)
  }
  const show = (profile: PatientProfile) => {
    setSeen(profile)
    setForm(formOf(profile))
  }
  const conflict = isProblem(edit.error, 'version-mismatch') ? edit.error : undefined
  const current = conflict?.problem['current'] as PatientProfile | undefined
  const issues = issuesOf(edit.error)
  const tell = (form: Form, field: keyof Form): string => {
    if (field === 'birthDate' && form.birthDate) return time.date(form.birthDate)
    if (field === 'locale') return labelOf(form.locale) || t('person.noLanguage')
    return form[field] || '–'
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save(seen.version)
      }}
    >
      <Stack maw={480}>
        <TextInput
          label={t('person.name')}
          autoComplete="name"
          required
          maxLength={160}
          value={form.name}
          error={issues['name'] && t('person.badName')}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        <TextInput
          type="tel"
          label={t('person.phone')}
          description={t('person.phoneHint')}
          autoComplete="tel"
          value={form.phone}
          error={issues['phone'] && t('person.badPhone')}
          onChange={({ currentTarget }) => change({ phone: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('person.birthDate')}
          autoComplete="bday"
          value={form.birthDate}
          error={issues['birthDate'] && t('person.badBirthDate')}
          onChange={({ currentTarget }) => change({ birthDate: currentTarget.value })}
        />
        <NativeSelect
          label={t('person.language')}
          description={t('person.languageHint')}
          value={form.locale}
          data={languageChoices(form.locale, t('person.noLanguage'))}
          onChange={({ currentTarget }) => change({ locale: currentTarget.value })}
        />
        {current ? (
          <VersionsNote
            rows={fields.map((field) => ({
              label: t(`person.${field === 'locale' ? 'language' : field}`),
              mine: tell(form, field),
              theirs: tell(formOf(current), field),
            }))}
            busy={edit.isPending}
            mineLabel={t('person.saveMine')}
            onMine={() => void save(current.version)}
            onTheirs={() => {
              show(current)
              edit.reset()
            }}
          />
        ) : (
          <ProblemNote error={edit.error} />
        )}
        <Button type="submit" h={44} w="fit-content" loading={edit.isPending}>
          {t('shell:save')}
        </Button>
      </Stack>
    </form>
  )
}

/** One that we do not speak stays as it was given. */
const labelOf = (tag: string): string => (languages as Readonly<Record<string, string>>)[tag] ?? tag

function languageChoices(given: string, none: string) {
  const tags = new Set([...Object.keys(languages), ...(given ? [given] : [])])
  return [{ value: '', label: none }, ...[...tags].map((value) => ({ value, label: labelOf(value) }))]
}
