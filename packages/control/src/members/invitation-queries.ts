import type { Queryable } from '@polyclinic/postgres'

type Role = 'clinic_admin' | 'staff' | 'doctor'

export interface InvitationRow {
  id: string
  clinicId: string
  role: Role
  doctorId: string | null
  wrappedKey: Buffer
  sealedEmail: Buffer
  emailIndex: Buffer
  sentAt: Date
  expiresAt: Date
  expired: boolean
}

const columns = `i.id, i.clinic_id as "clinicId", i.role, i.doctor_id as "doctorId", i.wrapped_key as "wrappedKey",
  i.sealed_email as "sealedEmail", i.email_index as "emailIndex", i.sent_at as "sentAt",
  i.expires_at as "expiresAt", i.expires_at <= now() as expired`

export interface NewInvitation
  extends Pick<
    InvitationRow,
    'id' | 'clinicId' | 'role' | 'doctorId' | 'wrappedKey' | 'sealedEmail' | 'emailIndex'
  > {
  tokenHash: Buffer
  days: number
}

/** One that has expired makes way. @returns nothing where the address is invited to that role already */
export async function insertInvitation(
  tx: Queryable,
  invitation: NewInvitation,
): Promise<InvitationRow | undefined> {
  const { clinicId, emailIndex, role } = invitation
  await tx.query(
    `delete from invitation where clinic_id = $1 and email_index = $2 and role = $3 and expires_at <= now()`,
    [clinicId, emailIndex, role],
  )
  const { rows } = await tx.query<InvitationRow>(
    `insert into invitation as i
       (id, clinic_id, role, doctor_id, wrapped_key, sealed_email, email_index, token_hash, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(days => $9))
     on conflict (clinic_id, email_index, role) do nothing
     returning ${columns}`,
    [
      invitation.id,
      clinicId,
      role,
      invitation.doctorId,
      invitation.wrappedKey,
      invitation.sealedEmail,
      emailIndex,
      invitation.tokenHash,
      invitation.days,
    ],
  )
  return rows[0]
}

/** The newest first; expired ones too, to be sent again or withdrawn. */
export async function findInvitations(db: Queryable, clinicId: string): Promise<InvitationRow[]> {
  const { rows } = await db.query<InvitationRow>(
    `select ${columns} from invitation i where i.clinic_id = $1 order by i.created_at desc, i.id desc`,
    [clinicId],
  )
  return rows
}

/** @returns nothing for an invitation of another clinic */
export async function renewInvitation(
  tx: Queryable,
  invitation: { id: string; clinicId: string; tokenHash: Buffer; days: number },
): Promise<InvitationRow | undefined> {
  const { rows } = await tx.query<InvitationRow>(
    `update invitation i set token_hash = $3, sent_at = now(), expires_at = now() + make_interval(days => $4)
     where i.id = $1 and i.clinic_id = $2 returning ${columns}`,
    [invitation.id, invitation.clinicId, invitation.tokenHash, invitation.days],
  )
  return rows[0]
}

/** @returns whether the clinic had such an invitation */
export async function deleteInvitation(
  tx: Queryable,
  invitation: { id: string; clinicId: string },
): Promise<boolean> {
  const { rowCount } = await tx.query('delete from invitation where id = $1 and clinic_id = $2', [
    invitation.id,
    invitation.clinicId,
  ])
  return rowCount === 1
}

/** The invitation that a link stands for, while it holds; of two who come at once the second waits and finds none. */
export async function lockInvitation(tx: Queryable, tokenHash: Buffer): Promise<InvitationRow | undefined> {
  const { rows } = await tx.query<InvitationRow>(
    `select ${columns} from invitation i where i.token_hash = $1 and i.expires_at > now() for update`,
    [tokenHash],
  )
  return rows[0]
}

export async function deleteExpiredInvitations(db: Queryable, days: number): Promise<number> {
  const { rowCount } = await db.query(
    'delete from invitation where expires_at < now() - make_interval(days => $1)',
    [days],
  )
  return rowCount ?? 0
}
