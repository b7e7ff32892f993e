import type { ClinicPolicy } from '@polyclinic/contract'
import type { ClinicProfile } from '../entities/index.ts'
import { wallTime } from '../wall-time.ts'

export function policyDocument(profile: ClinicProfile): ClinicPolicy {
  return {
    holdSeconds: profile.holdSeconds,
    minimumNoticeMinutes: profile.minimumNoticeMinutes,
    horizonDays: profile.horizonDays,
    cancelUntilMinutes: profile.cancelUntilMinutes,
    rescheduleUntilMinutes: profile.rescheduleUntilMinutes,
    openAppointmentsPerPatient: profile.openAppointmentsPerPatient,
    reminderOffsetsMinutes: profile.reminderOffsetsMinutes,
    confirmation: profile.confirmation,
    overrideBy: profile.overrideBy,
    waitlistOfferMinutes: profile.waitlistOfferMinutes,
    quietFrom: wallTime(profile.quietFrom),
    quietUntil: wallTime(profile.quietUntil),
    noticeGraceSeconds: profile.noticeGraceSeconds,
    noticeChannels: profile.noticeChannels,
    version: profile.version,
    updatedAt: profile.updatedAt.toISOString(),
  }
}
