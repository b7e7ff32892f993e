import { randomUUID } from 'node:crypto'
import { memberId } from './member-id.ts'
import { canaryName } from './plant-people.ts'
import { type At, once } from './plant-visits.ts'
import type { Person } from './people.ts'
import type { Kind, Planted } from './records.ts'

/** What desk and admin keep of people: two patients who may be one, somebody invited, and a member who may go. */
export async function plantDesk(at: At): Promise<Planted[]> {
  const { service, slug, desk } = at
  const to = { clinic: slug, token: desk.token }
  const kept = await register(at)
  const duplicate = await register(at)
  const params = { patient: kept.id }
  const proposed = await service.ask('proposeMerge', { ...to, params, body: { duplicate: duplicate.id } })
  const email = `invited-${randomUUID()}@people.test`
  const invited = await service.ask('inviteMember', { ...to, body: { email, role: 'staff' } })
  for (const { status, text } of [proposed, invited]) if (status !== 201) throw new Error(text)
  const spare = await service.member(slug, 'staff')
  return [
    kept,
    { ...duplicate, kind: 'duplicate' },
    { kind: 'desk proposal', clinic: slug, id: proposed.body.id },
    { kind: 'invitation', clinic: slug, id: invited.body.id, knownAs: email },
    { kind: 'member', clinic: slug, id: await memberId(service, to, spare.email), knownAs: spare.email },
  ]
}

/** Somebody made at the desk who has the address of an account: its owner is asked whether that is them. */
export async function plantOwnProposal(at: At, owner: Person): Promise<Planted[]> {
  const { patientId = '', token } = owner
  const duplicate = await register(at, owner.email)
  const { body } = await at.service.ask('listOwnMergeProposals', { token })
  const [proposal] = body.items
  if (!proposal) throw new Error('Nobody was asked whether the two are one.')
  return [
    { kind: 'own proposal', id: proposal.id, patientId },
    { ...duplicate, kind: 'duplicate', patientId },
  ]
}

async function register({ service, slug, desk }: At, email?: string): Promise<Planted & { kind: Kind }> {
  const name = canaryName()
  const { status, text, body } = await service.ask('registerKnownPatient', {
    clinic: slug,
    token: desk.token,
    headers: once(),
    body: { name, consent: true, ...(email && { email }) },
  })
  if (status !== 201) throw new Error(text)
  return { kind: 'patient', clinic: slug, id: body.id, patientId: body.id, knownAs: name }
}
