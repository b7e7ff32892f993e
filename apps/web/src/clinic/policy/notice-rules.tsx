import { Checkbox, Group, Input, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { localeOf } from '../../i18n/index.ts'
import { useTime } from '../../time/index.ts'
import { DurationInput, Rule, Rules } from './rule.tsx'
import { Reminders } from './reminders.tsx'
import type { OfPolicy } from './rules.tsx'
import { useDuration } from './use-duration.ts'

const ways = ['email', 'sms'] as const

/** When and how patients are told. */
export function NoticeRules({ form }: OfPolicy) {
  const { t, i18n } = useTranslation('office')
  const duration = useDuration()
  const time = useTime()
  const { values, errors } = form
  const quiet = { from: time.wallTime(values.quietFrom), until: time.wallTime(values.quietUntil) }
  const reminded = new Intl.ListFormat(localeOf(i18n.language), { type: 'conjunction' })
  return (
    <Rules title={t('policy.telling')}>
      <Rule
        effect={
          values.reminderOffsetsMinutes.length === 0
            ? t('policy.reminders.none')
            : t('policy.reminders.effect', {
                times: reminded.format(values.reminderOffsetsMinutes.map(duration)),
              })
        }
      >
        <Reminders
          offsets={values.reminderOffsetsMinutes}
          onChange={(offsets) => form.setFieldValue('reminderOffsetsMinutes', offsets)}
        />
      </Rule>
      <Rule
        effect={t(
          values.quietFrom === values.quietUntil ? 'policy.quiet.none' : 'policy.quiet.effect',
          quiet,
        )}
      >
        <Group grow align="flex-start">
          <TextInput type="time" label={t('policy.quiet.from')} {...form.getInputProps('quietFrom')} />
          <TextInput type="time" label={t('policy.quiet.until')} {...form.getInputProps('quietUntil')} />
        </Group>
      </Rule>
      <Rule
        effect={t(values.noticeGraceSeconds === 0 ? 'policy.grace.none' : 'policy.grace.effect', {
          time: duration(values.noticeGraceSeconds / 60),
        })}
      >
        <DurationInput
          label={t('policy.grace.label')}
          max={60}
          value={values.noticeGraceSeconds / 60}
          onChange={(minutes) => form.setFieldValue('noticeGraceSeconds', minutes * 60)}
          error={errors['noticeGraceSeconds']}
        />
      </Rule>
      <Rule
        effect={
          values.noticeChannels.length === 0
            ? t('policy.channels.none')
            : t('policy.channels.effect', {
                ways: reminded.format(values.noticeChannels.map((way) => t(`policy.channels.${way}`))),
              })
        }
      >
        <Stack gap={4} role="group" aria-label={t('policy.channels.label')}>
          <Input.Label labelElement="div">{t('policy.channels.label')}</Input.Label>
          {ways.map((way) => (
            <Checkbox
              key={way}
              label={t(`policy.channels.${way}`)}
              checked={values.noticeChannels.includes(way)}
              onChange={({ currentTarget }) =>
                form.setFieldValue(
                  'noticeChannels',
                  ways.filter((each) =>
                    each === way ? currentTarget.checked : values.noticeChannels.includes(each),
                  ),
                )
              }
            />
          ))}
        </Stack>
      </Rule>
    </Rules>
  )
}
