import type { ClinicEdit, RegisteredClinic } from '@polyclinic/contract'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, currentOf, useAct } from '../../api/index.ts'
import { Dialog } from '../../elements/dialog.tsx'
import { ProblemNote } from '../../elements/index.ts'
import { useFieldWords } from '../../elements/use-field-words.ts'
import { VersionsNote } from '../../elements/versions-note.tsx'

const valuesOf = ({ name, phone, address }: RegisteredClinic) => ({
  name,
  phone: phone ?? '',
  line: address?.line ?? '',
  city: address?.city ?? '',
  region: address?.region ?? '',
  postalCode: address?.postalCode ?? '',
})
type Values = ReturnType<typeof valuesOf>

function editOf({ name, phone, line, city, region, postalCode }: Values): ClinicEdit {
  const address = { line, city, ...(region && { region }), ...(postalCode && { postalCode }) }
  return { name, phone: phone.replace(/[\s()-]/g, '') || null, address: line || city ? address : null }
}

/** Contact facts under the version that was seen: who comes second decides with both before their eyes. */
export function EditButton({ answer }: { readonly answer: Answer<RegisteredClinic> }) {
  const { t } = useTranslation(['operator', 'shell'])
  const [seen, setSeen] = useState<RegisteredClinic>()
  const edit = useAct('editClinic', ['showRegisteredClinic', 'listRegisteredClinics'])
  const form = useForm<Values>({ initialValues: valuesOf(answer.body) })
  const wordsFor = useFieldWords('operator')
  const names = Object.keys(form.values) as (keyof Values)[]
  const begin = () => {
    form.setValues(valuesOf(answer.body))
    form.clearErrors()
    edit.reset()
    setSeen(answer.body)
  }
  const save = (version: number) =>
    edit.mutate(
      { params: { slug: answer.body.slug }, ifMatch: version, body: editOf(form.values) },
      { onSuccess: () => setSeen(undefined), onError: (error) => form.setErrors(wordsFor(error, names)) },
    )
  const current = currentOf<RegisteredClinic>(edit.error)
  const theirs = current && valuesOf(current)
  const differing = names.filter((name) => theirs && theirs[name] !== form.values[name])
  const field = (name: keyof Values, more: object = {}) => (
    <TextInput label={t(`clinic.${name}`)} {...more} {...form.getInputProps(name)} />
  )
  return (
    <>
      <Button variant="default" onClick={begin}>
        {t('clinic.edit')}
      </Button>
      {seen && (
        <Dialog title={t('clinic.edit')} size="md" onClose={() => setSeen(undefined)}>
          <form onSubmit={form.onSubmit(() => save(seen.version))} noValidate>
            <Stack>
              {field('name', { required: true, 'data-autofocus': true })}
              {field('phone', { description: t('clinic.phoneHint'), type: 'tel' })}
              {field('line')}
              <Group grow align="start">
                {field('postalCode')}
                {field('city')}
              </Group>
              {field('region')}
              {current && theirs ? (
                <VersionsNote
                  rows={differing.map((name) => ({
                    label: t(`clinic.${name}`),
                    mine: form.values[name] || '–',
                    theirs: theirs[name] || '–',
                  }))}
                  busy={edit.isPending}
                  mineLabel={t('clinic.mine')}
                  onMine={() => save(current.version)}
                  onTheirs={() => setSeen(undefined)}
                />
              ) : (
                <ProblemNote error={edit.error} />
              )}
              <Button type="submit" loading={edit.isPending}>
                {t('shell:save')}
              </Button>
            </Stack>
          </form>
        </Dialog>
      )}
    </>
  )
}
