import type { BookingPolicy } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import type { Told } from '../office/index.ts'
import { useDuration } from './use-duration.ts'

/** The rules in words, for the choice between two versions of them. */
export function useToldPolicy(): (policy: BookingPolicy) => Told {
  const { t } = useTranslation('office')
  const duration = useDuration()
  const time = useTime()
  return (policy) => [
    [t('policy.horizon.label'), duration(policy.horizonDays * 1_440)],
    [t('policy.notice.label'), duration(policy.minimumNoticeMinutes)],
    [t('policy.open.label'), String(policy.openAppointmentsPerPatient)],
    [t('policy.hold.label'), duration(policy.holdSeconds / 60)],
    [t('policy.cancel.label'), duration(policy.cancelUntilMinutes)],
    [t('policy.reschedule.label'), duration(policy.rescheduleUntilMinutes)],
    [t('policy.waitlist.label'), duration(policy.waitlistOfferMinutes)],
    [t('policy.confirmation.label'), t(`policy.confirmation.${policy.confirmation}`)],
    [t('policy.override.label'), t(`policy.override.${policy.overrideBy}`)],
    [t('policy.reminders.label'), policy.reminderOffsetsMinutes.map(duration).join(', ')],
    [t('policy.quiet.label'), `${time.wallTime(policy.quietFrom)} – ${time.wallTime(policy.quietUntil)}`],
    [t('policy.grace.label'), duration(policy.noticeGraceSeconds / 60)],
    [t('policy.channels.label'), policy.noticeChannels.map((way) => t(`policy.channels.${way}`)).join(', ')],
  ]
}
