import type { MergeReason } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

// made at a desk: no account, and nobody's dependent, whose data would be somebody else's
const deskMade = (p: string) => `${p}.erased_at is null and ${p}.merged_into is null
  and not exists (select from account x where x.patient_id = ${p}.id)
  and not exists (select from guardian g where g.dependent_id = ${p}.id)`

/**
 * Proposes to merge whoever was made at a desk into the account that has the same proven address, or the same phone
 * number. What was proposed before, whatever became of it, is not proposed again.
 */
export async function insertLikelyMerges(tx: Queryable, patientId: string): Promise<void> {
  await tx.query(
    // each half goes through an index: whoever has an account looks for duplicates, a duplicate for accounts
    `with this as (
       select p.id, p.email_index, p.phone_index, a.email_index as proven
       from patient p left join account a on a.patient_id = p.id where p.id = $1
     ), pair (kept_id, duplicate_id, reason) as (
       select this.id, d.id, 'same-email' from this join patient d on d.email_index = this.proven
       union all
       select this.id, d.id, 'same-phone' from this join patient d on d.phone_index = this.phone_index
         where this.proven is not null
       union all
       select a.patient_id, this.id, 'same-email' from this join account a on a.email_index = this.email_index
         where this.proven is null and a.patient_id is not null
       union all
       select a.patient_id, this.id, 'same-phone' from this join patient k on k.phone_index = this.phone_index
         join account a on a.patient_id = k.id where this.proven is null
     )
     insert into merge_proposal (kept_id, duplicate_id, reason)
     select distinct on (pair.kept_id, d.id) pair.kept_id, d.id, pair.reason
     from pair join patient d on d.id = pair.duplicate_id join patient k on k.id = pair.kept_id
       join account a on a.patient_id = k.id
     where d.id <> k.id and k.erased_at is null and a.state = 'active' and ${deskMade('d')}
     order by pair.kept_id, d.id, pair.reason
     on conflict (kept_id, duplicate_id) do nothing`,
    [patientId],
  )
}

export interface ProposalRow {
  id: string
  keptId: string
  duplicateId: string
  reason: MergeReason
  state: 'proposed' | 'accepted' | 'declined' | 'withdrawn'
  proposedAt: Date
  agreedAt: Date | null
  keptHasAccount: boolean
  /** Of all clinics that know the duplicate */
  clinics: { id: string; name: string }[]
  sealedName: Buffer | null
  sealedBirthDate: Buffer | null
  wrappedKey: Buffer | null
}

const columns = `m.id, m.kept_id as "keptId", m.duplicate_id as "duplicateId", m.reason, m.state,
  m.proposed_at as "proposedAt", m.agreed_at as "agreedAt",
  exists (select from account a where a.patient_id = m.kept_id) as "keptHasAccount",
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name)
    from patient_clinic pc join clinic c on c.id = pc.clinic_id where pc.patient_id = m.duplicate_id), '[]') as clinics,
  d.sealed_name as "sealedName", d.sealed_birth_date as "sealedBirthDate", k.wrapped_key as "wrappedKey"`
const joined = `merge_proposal m join patient d on d.id = m.duplicate_id
  left join patient_key k on k.patient_id = d.id`

/** Those that wait for the patient's own decision, oldest first. */
export async function findOwnProposals(db: Queryable, patientId: string): Promise<ProposalRow[]> {
  const { rows } = await db.query<ProposalRow>(
    `select ${columns} from ${joined}
     where m.kept_id = $1 and m.state = 'proposed' and m.agreed_at is null order by m.proposed_at, m.id limit 100`,
    [patientId],
  )
  return rows
}

// the duplicate is this clinic's alone; a kept one with an account has agreed, one without is this clinic's alone too
const decidedBy = `m.state = 'proposed'
  and array(select pc.clinic_id from patient_clinic pc where pc.patient_id = m.duplicate_id) = array[$1::uuid]
  and case when exists (select from account a where a.patient_id = m.kept_id) then m.agreed_at is not null
    else array(select pc.clinic_id from patient_clinic pc where pc.patient_id = m.kept_id) = array[$1::uuid] end`

/** Those that wait for that clinic's desk, oldest first. */
export async function findProposalsOfDesk(db: Queryable, clinicId: string): Promise<ProposalRow[]> {
  const { rows } = await db.query<ProposalRow>(
    `select ${columns} from ${joined} where ${decidedBy} order by m.proposed_at, m.id limit 100`,
    [clinicId],
  )
  return rows
}

/** One that the desk decides, locked. */
export async function lockProposalOfDesk(
  tx: Queryable,
  clinicId: string,
  id: string,
): Promise<ProposalRow | undefined> {
  const { rows } = await tx.query<ProposalRow>(
    `select ${columns} from ${joined} where m.id = $2 and ${decidedBy} for no key update of m`,
    [clinicId, id],
  )
  return rows[0]
}

/** One that the patient decides, locked. */
export async function lockOwnProposal(
  tx: Queryable,
  patientId: string,
  id: string,
): Promise<ProposalRow | undefined> {
  const { rows } = await tx.query<ProposalRow>(
    `select ${columns} from ${joined} where m.id = $2 and m.kept_id = $1 for no key update of m`,
    [patientId, id],
  )
  return rows[0]
}

export async function agreeTo(tx: Queryable, id: string): Promise<void> {
  await tx.query('update merge_proposal set agreed_at = now() where id = $1 and agreed_at is null', [id])
}

export async function decideProposal(
  tx: Queryable,
  id: string,
  state: 'accepted' | 'declined',
  decidedBy: string,
): Promise<void> {
  await tx.query('update merge_proposal set state = $2, decided_by = $3, decided_at = now() where id = $1', [
    id,
    state,
    decidedBy,
  ])
}

/** What else was proposed of a patient who is merged now falls away. */
export async function withdrawOthers(tx: Queryable, id: string, duplicateId: string): Promise<void> {
  await tx.query(
    `update merge_proposal set state = 'withdrawn', decided_at = now()
     where state = 'proposed' and id <> $1 and $2 in (kept_id, duplicate_id)`,
    [id, duplicateId],
  )
}

/**
 * From now on the duplicate is found by nobody and introduced nowhere.
 * @returns false where it is erased, merged, or somebody's own by now
 */
export async function pointToKept(tx: Queryable, duplicateId: string, keptId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    // an erasure of the kept one waits for this, or this for it
    `with kept as (
       select id from patient where id = $2 and erased_at is null and merged_into is null for share)
     update patient p set merged_into = kept.id, email_index = null, phone_index = null
     from kept where p.id = $1 and ${deskMade('p')}`,
    [duplicateId, keptId],
  )
  if (rowCount !== 1) return false
  await tx.query('update patient_appointment set patient_id = $2 where patient_id = $1', [
    duplicateId,
    keptId,
  ])
  return true
}

/** @returns the clinics that have something to move */
export async function insertParts(tx: Queryable, id: string, duplicateId: string): Promise<string[]> {
  const { rows } = await tx.query<{ clinicId: string }>(
    `insert into merge_part (proposal_id, clinic_id)
     select $1, clinic_id from patient_clinic where patient_id = $2 returning clinic_id as "clinicId"`,
    [id, duplicateId],
  )
  return rows.map(({ clinicId }) => clinicId)
}

/** What a clinic still has to move. */
export async function findPart(
  db: Queryable,
  id: string,
  clinicId: string,
): Promise<{ keptId: string; duplicateId: string } | undefined> {
  const { rows } = await db.query<{ keptId: string; duplicateId: string }>(
    `select m.kept_id as "keptId", m.duplicate_id as "duplicateId"
     from merge_part c join merge_proposal m on m.id = c.proposal_id
     where c.proposal_id = $1 and c.clinic_id = $2 and c.confirmed_at is null and m.state = 'accepted'`,
    [id, clinicId],
  )
  return rows[0]
}

/** Lets one confirmation at a time see whether it is the last. @returns the duplicate */
export async function lockAccepted(tx: Queryable, id: string): Promise<string | undefined> {
  const { rows } = await tx.query<{ duplicateId: string }>(
    `select duplicate_id as "duplicateId" from merge_proposal
     where id = $1 and state = 'accepted' and merged_at is null for no key update`,
    [id],
  )
  return rows[0]?.duplicateId
}

/** @returns how many clinics have not confirmed */
export async function confirmPart(tx: Queryable, id: string, clinicId: string): Promise<number> {
  await tx.query(
    `update merge_part set confirmed_at = now()
     where proposal_id = $1 and clinic_id = $2 and confirmed_at is null`,
    [id, clinicId],
  )
  const { rows } = await tx.query<{ open: number }>(
    'select count(*)::integer as open from merge_part where proposal_id = $1 and confirmed_at is null',
    [id],
  )
  return rows[0]?.open ?? 0
}

/** The end of a duplicate: with its key goes all that was sealed under it. */
export async function endDuplicate(tx: Queryable, id: string, duplicateId: string): Promise<void> {
  await tx.query('delete from patient_key where patient_id = $1', [duplicateId])
  await tx.query(
    `update patient set sealed_name = '', sealed_email = null, sealed_phone = null, sealed_birth_date = null
     where id = $1 and erased_at is null`,
    [duplicateId],
  )
  await tx.query('update merge_proposal set merged_at = now() where id = $1', [id])
}

/** @returns false where one of them is not known to the clinic, or the duplicate has an owner */
export async function insertProposalOfDesk(
  tx: Queryable,
  proposal: { clinicId: string; keptId: string; duplicateId: string },
): Promise<{ id: string } | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into merge_proposal (kept_id, duplicate_id, reason)
     select k.patient_id, d.id, 'by-desk'
     from patient_clinic k join patient kept on kept.id = k.patient_id,
       patient_clinic c join patient d on d.id = c.patient_id
     where k.clinic_id = $1 and k.patient_id = $2 and kept.erased_at is null and kept.merged_into is null
       and c.clinic_id = $1 and d.id = $3 and d.id <> k.patient_id and ${deskMade('d')}
     on conflict (kept_id, duplicate_id) do update set reason = merge_proposal.reason
       where merge_proposal.state in ('proposed', 'accepted')
     returning id`,
    [proposal.clinicId, proposal.keptId, proposal.duplicateId],
  )
  return rows[0]
}
