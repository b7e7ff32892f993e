import type { Queryable } from '@polyclinic/postgres'

type Role = 'clinic_admin' | 'staff' | 'doctor'

export interface MemberRow {
  id: string
  role: Role
  doctorId: string | null
  since: Date
  accountId: string
  wrappedKey: Buffer
  sealedEmail: Buffer
}

/** The longest first. */
export async function findMembers(db: Queryable, clinicId: string): Promise<MemberRow[]> {
  const { rows } = await db.query<MemberRow>(
    `select m.id, m.role, m.doctor_id as "doctorId", m.created_at as since, a.id as "accountId",
       a.wrapped_key as "wrappedKey", a.sealed_email as "sealedEmail"
     from membership m join account a on a.id = m.account_id
     where m.clinic_id = $1 order by m.created_at, m.id`,
    [clinicId],
  )
  return rows
}

/**
 * The clinic's admins who can sign in, locked in one order: of two who remove each other at once the second waits here
 * and then sees one less.
 */
export async function lockAdmins(tx: Queryable, clinicId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select m.id from membership m join account a on a.id = m.account_id
     where m.clinic_id = $1 and m.role = 'clinic_admin' and a.state = 'active'
     order by m.id for update of m`,
    [clinicId],
  )
  return rows.map(({ id }) => id)
}

/** @returns the member that was, with what opens their address; nothing for one of another clinic */
export async function deleteMember(
  tx: Queryable,
  member: { id: string; clinicId: string },
): Promise<MemberRow | undefined> {
  const { rows } = await tx.query<MemberRow>(
    `delete from membership m using account a
     where m.id = $1 and m.clinic_id = $2 and a.id = m.account_id
     returning m.id, m.role, m.doctor_id as "doctorId", m.created_at as since, a.id as "accountId",
       a.wrapped_key as "wrappedKey", a.sealed_email as "sealedEmail"`,
    [member.id, member.clinicId],
  )
  return rows[0]
}

/** @returns the membership's id; undefined where the account has that role at the clinic already */
export async function insertMember(
  tx: Queryable,
  member: { accountId: string; clinicId: string; role: Role; doctorId: string | null },
): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into membership (account_id, clinic_id, role, doctor_id) values ($1, $2, $3, $4)
     on conflict (account_id, clinic_id, role) do nothing returning id`,
    [member.accountId, member.clinicId, member.role, member.doctorId],
  )
  return rows[0]?.id
}

export interface InviteeRow {
  id: string
  emailIndex: Buffer
  wrappedKey: Buffer
  sealedEmail: Buffer
}

/** The account that may accept, as long as it may sign in. */
export async function findInvitee(db: Queryable, accountId: string): Promise<InviteeRow | undefined> {
  const { rows } = await db.query<InviteeRow>(
    `select id, email_index as "emailIndex", wrapped_key as "wrappedKey", sealed_email as "sealedEmail"
     from account where id = $1 and state = 'active'`,
    [accountId],
  )
  return rows[0]
}

/** A clinic whose people may be changed, also while it is being moved or restored. */
export interface StaffedClinicRow {
  id: string
  slug: string
  name: string
  locale: string
}

export async function findStaffedClinic(
  db: Queryable,
  by: { id: string } | { slug: string },
): Promise<StaffedClinicRow | undefined> {
  const { rows } = await db.query<StaffedClinicRow>(
    `select id, slug, name, locale from clinic
     where (id = $1 or slug = $2) and state not in ('archived', 'purged')`,
    'id' in by ? [by.id, null] : [null, by.slug],
  )
  return rows[0]
}
