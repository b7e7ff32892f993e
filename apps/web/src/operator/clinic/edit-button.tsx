import type { ClinicEdit, RegisteredClinic } from '@polyclinic/contract'
import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, isProblem, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { putIssues } from '../parts/put-issues.ts'

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
  const begin = () => {
    form.setValues(valuesOf(answer.body))
    form.clearErrors()
    edit.reset()
    setSeen(answer.body)
  }
  const save = (version: number) =>
    edit.mutate(
      { params: { slug: answer.body.slug }, ifMatch: version, body: editOf(form.values) },
      { onSuccess: () => setSeen(undefined), onError: (error) => putIssues(form, error, pathOf) },
    )
  const current = isProblem(edit.error, 'version-mismatch')
    ? (edit.error.problem['current'] as RegisteredClinic)
    : undefined
  const field = (name: keyof Values, more: object = {}) => (
    <TextInput label={t(`clinic.${name}`)} {...more} {...form.getInputProps(name)} />
  )
  return (
    <>
      <Button variant="default" onClick={begin}>
        {t('clinic.edit')}
      </Button>
      <Modal
        opened={seen !== undefined}
        onClose={() => setSeen(undefined)}
        title={t('clinic.edit')}
        closeButtonProps={{ 'aria-label': t('shell:close') }}
      >
        <form onSubmit={form.onSubmit(() => seen && save(seen.version))} noValidate>
          <Stack>
            {field('name', { required: true, 'data-autofocus': true })}
            {field('phone', { description: t('clinic.phoneHint'), type: 'tel' })}
            {field('line')}
            <Group grow align="start">
              {field('postalCode')}
              {field('city')}
            </Group>
            {field('region')}
            {current ? (
              <Alert color="orange" role="alert">
                <Stack gap="xs">
                  {t('clinic.mismatch', { name: current.name, state: t(`state.${current.state}`) })}
                  <Group gap="xs">
                    <Button variant="default" onClick={() => save(current.version)}>
                      {t('clinic.mine')}
                    </Button>
                    <Button variant="default" onClick={() => setSeen(undefined)}>
                      {t('clinic.theirs')}
                    </Button>
                  </Group>
                </Stack>
              </Alert>
            ) : (
              <ProblemNote error={edit.error} />
            )}
            <Button type="submit" loading={edit.isPending}>
              {t('shell:save')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  )
}

/** `/address/city` is the field `city` here. */
const pathOf = (pointer: string): string => pointer.split('/').at(-1) ?? ''
