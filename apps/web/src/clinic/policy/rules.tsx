import type { BookingPolicy } from '@polyclinic/contract'
import { Input, NumberInput, SegmentedControl, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { DurationInput, Rule, Rules } from './rule.tsx'
import { useDuration } from './use-duration.ts'

export interface OfPolicy {
  readonly form: UseFormReturnType<BookingPolicy>
}

/** Who books when. */
export function BookingRules({ form }: OfPolicy) {
  const { t } = useTranslation('office')
  const duration = useDuration()
  const { values, errors } = form
  return (
    <Rules title={t('policy.booking')}>
      <Rule effect={t('policy.horizon.effect', { days: duration(values.horizonDays * 1_440) })}>
        <NumberInput
          label={t('policy.horizon.label')}
          suffix={` ${t('policy.units.days')}`}
          min={1}
          max={365}
          allowDecimal={false}
          {...form.getInputProps('horizonDays')}
        />
      </Rule>
      <Rule
        effect={t(values.minimumNoticeMinutes === 0 ? 'policy.notice.none' : 'policy.notice.effect', {
          time: duration(values.minimumNoticeMinutes),
        })}
      >
        <DurationInput
          label={t('policy.notice.label')}
          max={43_200}
          value={values.minimumNoticeMinutes}
          onChange={(minutes) => form.setFieldValue('minimumNoticeMinutes', minutes)}
          error={errors['minimumNoticeMinutes']}
        />
      </Rule>
      <Rule effect={t('policy.open.effect', { count: values.openAppointmentsPerPatient })}>
        <NumberInput
          label={t('policy.open.label')}
          min={1}
          max={100}
          allowDecimal={false}
          {...form.getInputProps('openAppointmentsPerPatient')}
        />
      </Rule>
      <Rule effect={t('policy.hold.effect', { time: duration(values.holdSeconds / 60) })}>
        <NumberInput
          label={t('policy.hold.label')}
          suffix={` ${t('policy.units.minutes')}`}
          min={0.5}
          max={60}
          decimalScale={2}
          value={values.holdSeconds / 60}
          onChange={(given) =>
            typeof given === 'number' && form.setFieldValue('holdSeconds', Math.round(given * 60))
          }
          error={errors['holdSeconds']}
        />
      </Rule>
    </Rules>
  )
}

/** How late patients may still change their minds. */
export function ChangeRules({ form }: OfPolicy) {
  const { t } = useTranslation('office')
  const duration = useDuration()
  const { values, errors } = form
  return (
    <Rules title={t('policy.changing')}>
      <Rule
        effect={t(values.cancelUntilMinutes === 0 ? 'policy.cancel.none' : 'policy.cancel.effect', {
          time: duration(values.cancelUntilMinutes),
        })}
      >
        <DurationInput
          label={t('policy.cancel.label')}
          max={43_200}
          value={values.cancelUntilMinutes}
          onChange={(minutes) => form.setFieldValue('cancelUntilMinutes', minutes)}
          error={errors['cancelUntilMinutes']}
        />
      </Rule>
      <Rule
        effect={t(
          values.rescheduleUntilMinutes === 0 ? 'policy.reschedule.none' : 'policy.reschedule.effect',
          {
            time: duration(values.rescheduleUntilMinutes),
          },
        )}
      >
        <DurationInput
          label={t('policy.reschedule.label')}
          max={43_200}
          value={values.rescheduleUntilMinutes}
          onChange={(minutes) => form.setFieldValue('rescheduleUntilMinutes', minutes)}
          error={errors['rescheduleUntilMinutes']}
        />
      </Rule>
      <Rule effect={t('policy.waitlist.effect', { time: duration(values.waitlistOfferMinutes) })}>
        <DurationInput
          label={t('policy.waitlist.label')}
          min={1}
          max={2_880}
          value={values.waitlistOfferMinutes}
          onChange={(minutes) => form.setFieldValue('waitlistOfferMinutes', minutes)}
          error={errors['waitlistOfferMinutes']}
        />
      </Rule>
    </Rules>
  )
}

/** What the desk decides. */
export function DeskRules({ form }: OfPolicy) {
  const { t } = useTranslation('office')
  const { values } = form
  return (
    <Rules title={t('policy.desk')}>
      <Rule effect={t(`policy.confirmation.effect_${values.confirmation}`)}>
        <Choice
          label={t('policy.confirmation.label')}
          data={(['automatic', 'by_staff'] as const).map((value) => ({
            value,
            label: t(`policy.confirmation.${value}`),
          }))}
          {...form.getInputProps('confirmation')}
        />
      </Rule>
      <Rule effect={t(`policy.override.effect_${values.overrideBy}`)}>
        <Choice
          label={t('policy.override.label')}
          data={(['admin', 'staff'] as const).map((value) => ({
            value,
            label: t(`policy.override.${value}`),
          }))}
          {...form.getInputProps('overrideBy')}
        />
      </Rule>
    </Rules>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly data: { value: string; label: string }[]
}

function Choice({ label, data, ...input }: ChoiceProps) {
  const id = useId()
  return (
    <Stack gap={4}>
      <Input.Label labelElement="div" id={id}>
        {label}
      </Input.Label>
      <SegmentedControl fullWidth aria-labelledby={id} data={data} {...input} />
    </Stack>
  )
}
