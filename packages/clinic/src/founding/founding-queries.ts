import type { BookingPolicy, ClinicStaffing } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

export interface FoundingProfile {
  clinicId: string
  slug: string
  name: string
  timeZone: string
  referencePrefix: string
}

/** @returns false where the clinic was founded before, or by somebody else at this moment */
export async function insertProfile(
  db: Queryable,
  profile: FoundingProfile,
  policy: BookingPolicy,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into clinic_profile (
       clinic_id, slug, name, time_zone, reference_prefix, hold_seconds, minimum_notice_minutes, horizon_days,
       cancel_until_minutes, reschedule_until_minutes, open_appointments_per_patient, reminder_offsets_minutes,
       confirmation, override_by, waitlist_offer_minutes,
       quiet_from, quiet_until, notice_grace_seconds, notice_channels)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
       $18, $19)
     on conflict (sole) do nothing`,
    [
      profile.clinicId,
      profile.slug,
      profile.name,
      profile.timeZone,
      profile.referencePrefix,
      policy.holdSeconds,
      policy.minimumNoticeMinutes,
      policy.horizonDays,
      policy.cancelUntilMinutes,
      policy.rescheduleUntilMinutes,
      policy.openAppointmentsPerPatient,
      policy.reminderOffsetsMinutes,
      policy.confirmation,
      policy.overrideBy,
      policy.waitlistOfferMinutes,
      policy.quietFrom,
      policy.quietUntil,
      policy.noticeGraceSeconds,
      policy.noticeChannels,
    ],
  )
  return rowCount === 1
}

export interface FoundingDoctor {
  id: string
  name: string
  specialty: string
  languages: string[]
  /** Base64, as JSON carries it */
  wrappedKey: string
  sealedEmail?: string | undefined
  emailIndex?: string | undefined
  sealedPhone?: string | undefined
  shifts: { shift: string; weekdays: number[] }[]
}

/** The whole staffing in one round trip: onboarding a thousand clinics is a thousand of these. */
export async function insertStaffing(
  db: Queryable,
  staffing: Omit<ClinicStaffing, 'doctors' | 'openingHours'>,
  openingHours: { weekday: number; from: string; until: string }[],
  doctors: FoundingDoctor[],
): Promise<void> {
  await db.query(
    `with given as (
       select $1::jsonb as specialties, $2::jsonb as visit_types, $3::jsonb as opening_hours, $4::jsonb as shifts,
         $5::jsonb as doctors
     ), specialties as (
       insert into specialty (code, name)
       select code, name from given, jsonb_to_recordset(specialties) as t (code text, name text)
       returning id, code
     ), visit_types as (
       insert into visit_type
         (code, name, minutes, buffer_before_minutes, buffer_after_minutes, mode, price_minor, currency)
       select code, name, minutes, "bufferBeforeMinutes", "bufferAfterMinutes", mode,
         (price ->> 'amountMinor')::integer, price ->> 'currency'
       from given, jsonb_to_recordset(visit_types) as t (code text, name text, minutes integer,
         "bufferBeforeMinutes" integer, "bufferAfterMinutes" integer, mode text, price jsonb)
     ), opening_hours as (
       insert into opening_hours (weekday, opens_at, closes_at)
       select weekday, "from", until
       from given, jsonb_to_recordset(opening_hours) as t (weekday smallint, "from" time, until time)
     ), shifts as (
       insert into shift (code, name, starts_at, ends_at, slot_minutes, capacity)
       select code, name, "from", until, "slotMinutes", capacity
       from given, jsonb_to_recordset(shifts) as t
         (code text, name text, "from" time, until time, "slotMinutes" integer, capacity integer)
       returning id, code
     ), doctors as (
       insert into doctor (id, name, specialty_id, languages, wrapped_key, sealed_email, email_index, sealed_phone)
       select t.id, t.name, s.id, t.languages, decode("wrappedKey", 'base64'), decode("sealedEmail", 'base64'),
         decode("emailIndex", 'base64'), decode("sealedPhone", 'base64')
       from given, jsonb_to_recordset(doctors) as t (id uuid, name text, specialty text, languages text[],
         "wrappedKey" text, "sealedEmail" text, "emailIndex" text, "sealedPhone" text)
       join specialties s on s.code = t.specialty
       returning id
     )
     insert into doctor_shift (doctor_id, shift_id, weekdays)
     select t.id, s.id, array(select jsonb_array_elements_text(w.weekdays)::smallint)
     from given
     cross join jsonb_to_recordset(doctors) as t (id uuid, shifts jsonb)
     cross join jsonb_to_recordset(t.shifts) as w (shift text, weekdays jsonb)
     join shifts s on s.code = w.shift
     join doctors d on d.id = t.id`,
    [
      JSON.stringify(staffing.specialties),
      JSON.stringify(staffing.visitTypes),
      JSON.stringify(openingHours),
      JSON.stringify(staffing.shifts),
      JSON.stringify(doctors),
    ],
  )
}
