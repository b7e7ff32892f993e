import { Autocomplete, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { slugOf } from '../../api/slug-of.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useFieldWords } from '../../elements/use-field-words.ts'
import { Followed } from './followed.tsx'
import { templates } from './templates.ts'

const empty = {
  name: '',
  slug: '',
  timeZone: '',
  country: '',
  line: '',
  city: '',
  postalCode: '',
  phone: '',
  template: templates[0] as string,
  server: '',
}

/** One clinic from a form: it is active within seconds, and that can be watched. */
export function OneClinic() {
  const { t } = useTranslation('operator')
  const form = useForm({ initialValues: { ...empty, timeZone: ownZone() } })
  const [ownSlug, setOwnSlug] = useState(false)
  const servers = useAsk('listServers', {})
  const wordsFor = useFieldWords('operator')
  const onboard = useAct('onboardClinic', ['listRegisteredClinics', 'listOperations', 'listServers'])
  if (onboard.isSuccess) {
    const again = () => {
      form.reset()
      setOwnSlug(false)
      onboard.reset()
    }
    return <Followed operation={onboard.data.body} name={form.values.name} onAnother={again} />
  }
  const send = (values: typeof empty) =>
    onboard.mutate(
      { body: manifestOf(values) },
      { onError: (error) => form.setErrors(wordsFor(error, Object.keys(empty))) },
    )
  const field = (name: keyof typeof empty, more: object = {}) => (
    <TextInput label={t([`onboarding.${name}`, `clinic.${name}`])} {...more} {...form.getInputProps(name)} />
  )
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack maw={640}>
        {field('name', {
          required: true,
          onInput: ({ currentTarget }: React.InputEvent<HTMLInputElement>) => {
            if (!ownSlug) form.setFieldValue('slug', slugOf(currentTarget.value))
          },
        })}
        {field('slug', {
          required: true,
          description: t('onboarding.slugHint'),
          autoCapitalize: 'none',
          onInput: () => setOwnSlug(true),
        })}
        <Group align="end">
          <Autocomplete
            label={t('onboarding.zone')}
            data={Intl.supportedValuesOf('timeZone')}
            limit={30}
            required
            flex="2 1 240px"
            {...form.getInputProps('timeZone')}
          />
          {field('country', {
            required: true,
            flex: '1 1 160px',
            maxLength: 2,
            description: t('onboarding.countryHint'),
          })}
        </Group>
        {field('line')}
        <Group align="end">
          {field('postalCode', { flex: '1 1 120px' })}
          {field('city', { flex: '2 1 200px' })}
        </Group>
        {field('phone', { type: 'tel', description: t('clinic.phoneHint') })}
        <Group>
          <NativeSelect
            label={t('onboarding.template')}
            flex="1 1 200px"
            data={templates.map((value) => ({ value, label: t(`onboarding.templates.${value}`) }))}
            {...form.getInputProps('template')}
          />
          <NativeSelect
            label={t('onboarding.server')}
            flex="1 1 200px"
            data={[
              { value: '', label: t('onboarding.anyServer') },
              ...(servers.data?.body.items ?? []).map(({ name, clinics, clinicLimit, state }) => ({
                value: name,
                label: t('onboarding.room', { name, clinics, limit: clinicLimit }),
                disabled: state !== 'open',
              })),
            ]}
            {...form.getInputProps('server')}
          />
        </Group>
        <ProblemNote error={onboard.error} />
        <Button type="submit" loading={onboard.isPending} w="fit-content">
          {t('onboarding.begin')}
        </Button>
      </Stack>
    </form>
  )
}

function manifestOf({ line, city, postalCode, phone, server, country, ...facts }: typeof empty) {
  const address = { line, city, ...(postalCode && { postalCode }) }
  return {
    ...facts,
    country: country.toUpperCase(),
    ...((line || city) && { address }),
    ...(phone && { phone: phone.replace(/[\s()-]/g, '') }),
    ...(server && { server }),
  }
}

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
