import type { Queryable } from '@polyclinic/postgres'

export interface AccountRow {
  id: string
  /** Null for whoever signs in by e-mail alone */
  passwordHash: string | null
  state: 'active' | 'disabled'
  operator: boolean
  patientId: string | null
  hasMemberships: boolean
  hasSecondFactor: boolean
  wrappedKey: Buffer
  sealedEmail: Buffer
  emailIndex: Buffer
  /** The patient's, where the account has one */
  locale: string | null
}

const columns = `a.id, a.password_hash as "passwordHash", a.state, a.operator, a.patient_id as "patientId",
  a.wrapped_key as "wrappedKey", a.sealed_email as "sealedEmail", a.email_index as "emailIndex",
  (select p.locale from patient p where p.id = a.patient_id) as locale,
  exists (select from membership m where m.account_id = a.id) as "hasMemberships",
  exists (select from second_factor f where f.account_id = a.id and f.confirmed_at is not null)
    as "hasSecondFactor"`

export async function findAccountByEmail(db: Queryable, emailIndex: Buffer): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`select ${columns} from account a where a.email_index = $1`, [
    emailIndex,
  ])
  return rows[0]
}

/** None for an erased one, of which nothing is left. */
export async function findAccount(db: Queryable, id: string): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(
    `select ${columns} from account a where a.id = $1 and a.state <> 'erased'`,
    [id],
  )
  return rows[0]
}

export interface NewAccount {
  id: string
  emailIndex: Buffer
  wrappedKey: Buffer
  sealedEmail: Buffer
  passwordHash: string | null
  operator: boolean
  demo: boolean
  patientId: string | undefined
}

/** @returns false where the address has an account already; nothing is written then */
export async function insertAccount(db: Queryable, account: NewAccount): Promise<boolean> {
  const { rows } = await db.query(
    `insert into account
       (id, email_index, wrapped_key, sealed_email, password_hash, operator, demo, patient_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (email_index) do nothing
     returning id`,
    [
      account.id,
      account.emailIndex,
      account.wrappedKey,
      account.sealedEmail,
      account.passwordHash,
      account.operator,
      account.demo,
      account.patientId,
    ],
  )
  return rows.length > 0
}

export async function setPasswordHash(db: Queryable, accountId: string, passwordHash: string): Promise<void> {
  await db.query('update account set password_hash = $2 where id = $1', [accountId, passwordHash])
}

export async function setEmail(
  db: Queryable,
  accountId: string,
  email: { readonly sealed: Buffer; readonly index: Buffer },
): Promise<void> {
  await db.query('update account set sealed_email = $2, email_index = $3 where id = $1', [
    accountId,
    email.sealed,
    email.index,
  ])
}

export interface RoleRow {
  accountActive: boolean
  operator: boolean
  memberships: { clinicId: string; role: 'clinic_admin' | 'staff' | 'doctor'; doctorId: string | null }[]
}

/** What the account may be at this moment: its state, and its roles. */
export async function findRoles(db: Queryable, accountId: string): Promise<RoleRow | undefined> {
  const { rows } = await db.query<RoleRow>({
    name: 'find-roles',
    text: `select a.state = 'active' as "accountActive", a.operator, coalesce(
        jsonb_agg(jsonb_build_object('clinicId', m.clinic_id, 'role', m.role, 'doctorId', m.doctor_id))
          filter (where m.clinic_id is not null), '[]') as memberships
      from account a left join membership m on m.account_id = a.id
      where a.id = $1 group by a.id`,
    values: [accountId],
  })
  return rows[0]
}

export async function findMemberships(
  db: Queryable,
  accountId: string,
): Promise<
  { clinic: string; clinicName: string; role: 'clinic_admin' | 'staff' | 'doctor'; doctor?: string }[]
> {
  const { rows } = await db.query<{
    clinic: string
    clinicName: string
    role: 'clinic_admin' | 'staff' | 'doctor'
    doctor: string | null
  }>(
    `select c.slug as clinic, c.name as "clinicName", m.role, m.doctor_id as doctor
     from membership m join clinic c on c.id = m.clinic_id
     where m.account_id = $1 and c.state in ('active', 'suspended') order by c.name, m.role`,
    [accountId],
  )
  return rows.map(({ doctor, ...membership }) => ({ ...membership, ...(doctor && { doctor }) }))
}

export async function putMembership(
  db: Queryable,
  membership: { accountId: string; clinicId: string; role: string; doctorId?: string | undefined },
): Promise<void> {
  await db.query(
    `insert into membership (account_id, clinic_id, role, doctor_id) values ($1, $2, $3, $4)
     on conflict (account_id, clinic_id, role) do nothing`,
    [membership.accountId, membership.clinicId, membership.role, membership.doctorId],
  )
}

/** Whether accounts with printed passwords are about: production refuses to start with them. */
export async function hasDemoAccounts(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    `select exists (select from account where demo and state = 'active') as found`,
  )
  return rows[0]?.found === true
}
