import type { VisitTypeRecord, VisitTypeRecordForm } from '@polyclinic/contract'
import {
  Group,
  Input,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { codeOf, RecordEditor, type Told, useHere } from '../office/index.ts'
import { useMoney } from './use-money.ts'

const valuesFrom = (type: VisitTypeRecord | undefined, digits: (currency: string) => number) => ({
  code: type?.code ?? '',
  name: type?.name ?? '',
  minutes: type?.minutes ?? 30,
  bufferBeforeMinutes: type?.bufferBeforeMinutes ?? 0,
  bufferAfterMinutes: type?.bufferAfterMinutes ?? 0,
  mode: type?.mode ?? ('in_person' as const),
  price: (type?.price ? type.price.amountMinor / 10 ** digits(type.price.currency) : '') as number | '',
  currency: type?.price?.currency ?? '',
  capacity: type?.capacity,
  bookedBy: type?.bookedBy ?? ('anyone' as const),
  dailyQuota: (type?.dailyQuota ?? '') as number | '',
  doctors: type?.doctors ?? [],
  active: type?.active ?? true,
})
type Values = ReturnType<typeof valuesFrom>

interface Props {
  readonly type: VisitTypeRecord | undefined
  readonly onDone: () => void
}

export function VisitTypeEditor({ type, onDone }: Props) {
  const { t } = useTranslation('office')
  const { digits, told } = useMoney()
  const doctors = useAsk('listDoctorRecords', { clinic: useHere() }).data?.body.items ?? []
  const formOf = (values: Values): VisitTypeRecordForm => {
    const { price, currency, dailyQuota, capacity, ...rest } = values
    return {
      ...rest,
      name: values.name.trim(),
      code: values.code || codeOf(values.name),
      ...(capacity !== undefined && { capacity }),
      ...(dailyQuota !== '' && { dailyQuota }),
      ...(price !== '' && {
        price: { amountMinor: Math.round(price * 10 ** digits(currency)), currency: currency.toUpperCase() },
      }),
    }
  }
  const tell = (form: object): Told => {
    const { price, ...each } = form as VisitTypeRecordForm
    return [
      [t('name'), each.name],
      [t('visitTypes.minutes'), String(each.minutes)],
      [t('visitTypes.before'), String(each.bufferBeforeMinutes)],
      [t('visitTypes.after'), String(each.bufferAfterMinutes)],
      [t('visitTypes.mode'), t(`visitTypes.${each.mode}`)],
      [t('visitTypes.price'), price ? told(price.amountMinor, price.currency) : ''],
      [t('visitTypes.bookedBy'), t(`visitTypes.${each.bookedBy}`)],
      [t('visitTypes.quota'), each.dailyQuota === undefined ? '' : String(each.dailyQuota)],
      [
        t('visitTypes.doctors'),
        each.doctors.map((id) => doctors.find((doctor) => doctor.id === id)?.name ?? id).join(', '),
      ],
      [t('visitTypes.active'), t(each.active ? 'yes' : 'no')],
    ]
  }
  const validate = (values: Values) => ({
    ...(!values.name.trim() && { name: t('missing.name') }),
    ...(!(values.minutes >= 5) && { minutes: t('missing.number') }),
    ...(values.price !== '' && !/^[A-Za-z]{3}$/.test(values.currency) && { currency: t('missing.currency') }),
  })
  return (
    <RecordEditor
      kind="VisitTypeRecord"
      title={type ? t('editNamed', { name: type.name }) : t('visitTypes.add')}
      doc={type}
      valuesOf={(doc) => valuesFrom(doc, digits)}
      formOf={formOf}
      validate={validate}
      tell={tell}
      onDone={onDone}
    >
      {(form) => (
        <>
          <TextInput
            label={t('name')}
            required
            data-autofocus
            maxLength={120}
            {...form.getInputProps('name')}
          />
          <Lengths form={form} />
          <Stack gap={4}>
            <Input.Label labelElement="div" id="booked-by">
              {t('visitTypes.bookedBy')}
            </Input.Label>
            <SegmentedControl
              aria-labelledby="booked-by"
              data={[
                { value: 'anyone', label: t('visitTypes.anyone') },
                { value: 'staff', label: t('visitTypes.staff') },
              ]}
              {...form.getInputProps('bookedBy')}
            />
          </Stack>
          <MultiSelect
            label={t('visitTypes.doctors')}
            description={t('visitTypes.doctorsWhy')}
            searchable
            data={doctors.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('doctors')}
          />
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <NumberInput
              label={t('visitTypes.price')}
              description={t('visitTypes.priceWhy')}
              min={0}
              decimalScale={digits(form.values.currency)}
              {...form.getInputProps('price')}
            />
            <TextInput
              label={t('visitTypes.currency')}
              description={t('visitTypes.currencyWhy')}
              maxLength={3}
              placeholder="USD"
              {...form.getInputProps('currency')}
            />
            <NumberInput
              label={t('visitTypes.quota')}
              description={t('visitTypes.quotaWhy')}
              min={1}
              max={500}
              allowDecimal={false}
              {...form.getInputProps('dailyQuota')}
            />
          </Group>
          <Switch
            label={t('visitTypes.isVideo')}
            checked={form.values.mode === 'video'}
            onChange={({ currentTarget }) =>
              form.setFieldValue('mode', currentTarget.checked ? 'video' : 'in_person')
            }
          />
          <Switch label={t('visitTypes.active')} {...form.getInputProps('active', { type: 'checkbox' })} />
        </>
      )}
    </RecordEditor>
  )
}

/** How long it takes, and for how long the doctor is taken by it: said with the numbers that are typed. */
function Lengths({ form }: { readonly form: UseFormReturnType<Values> }) {
  const { t } = useTranslation('office')
  const { minutes, bufferBeforeMinutes: before, bufferAfterMinutes: after } = form.values
  return (
    <Stack gap={4}>
      <Group grow align="flex-start">
        <NumberInput
          label={t('visitTypes.minutes')}
          required
          min={5}
          max={480}
          allowDecimal={false}
          {...form.getInputProps('minutes')}
        />
        <NumberInput
          label={t('visitTypes.before')}
          min={0}
          max={120}
          allowDecimal={false}
          {...form.getInputProps('bufferBeforeMinutes')}
        />
        <NumberInput
          label={t('visitTypes.after')}
          min={0}
          max={120}
          allowDecimal={false}
          {...form.getInputProps('bufferAfterMinutes')}
        />
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {t('visitTypes.takes', { minutes, whole: Number(minutes) + Number(before) + Number(after) })}
      </Text>
    </Stack>
  )
}
