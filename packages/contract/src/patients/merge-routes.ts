import { z } from 'zod'
import { clinicProblems } from '../editing.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { identifier, instant, localDate } from '../words.ts'

export const mergeReasons = ['same-email', 'same-phone', 'by-desk'] as const
export type MergeReason = (typeof mergeReasons)[number]
export const mergeStates = ['proposed', 'accepted', 'declined', 'withdrawn'] as const

const facts = {
  id: identifier,
  reason: z.enum(mergeReasons),
  state: z.enum(mergeStates),
  proposedAt: instant,
}

export const mergeProposal = z
  .strictObject({
    ...facts,
    agreed: z.boolean().describe('You have agreed, and the desk of the clinic decides'),
    clinics: z
      .array(z.string())
      .describe('Where the other record is kept; not told where only the phone number is the same'),
    name: z.string().optional(),
    birthDate: localDate.optional(),
  })
  .meta({ id: 'MergeProposal' })
export type MergeProposal = z.infer<typeof mergeProposal>

const one = { id: identifier, name: z.string().optional() }
export const deskMergeProposal = z
  .strictObject({
    ...facts,
    duplicate: z.strictObject(one),
    kept: z.strictObject({ ...one, birthDate: localDate.optional() }),
  })
  .meta({ id: 'DeskMergeProposal' })
export type DeskMergeProposal = z.infer<typeof deskMergeProposal>

export const proposedMerge = z
  .strictObject({ duplicate: identifier.describe('Registered at a desk, without a login') })
  .meta({ id: 'ProposedMerge' })

const own = { scope: 'service', tag: 'Identity', access: 'signed-in' } as const
const ofDesk = { scope: 'clinic', tag: 'Patients', access: 'signed-in' } as const
const proposal = z.strictObject({ proposal: identifier })
const reading = ['not-signed-in', 'not-allowed'] satisfies ProblemCode[]
const deciding = [
  ...reading,
  'invalid-request',
  'not-found',
  'transition-not-allowed',
] satisfies ProblemCode[]

export const listOwnMergeProposalsRoute = describeRoute({
  ...own,
  id: 'listOwnMergeProposals',
  method: 'get',
  path: '/v1/me/merge-proposals',
  summary: 'Records of clinics that may be of me as well',
  success: {
    status: 200,
    description: 'Those that wait for me',
    body: z.strictObject({ items: z.array(mergeProposal) }).meta({ id: 'MergeProposalList' }),
  },
  problems: [...reading, 'service-unavailable'],
})

const ownDecision = <const Id extends string, const Word extends string>(
  id: Id,
  word: Word,
  summary: string,
) =>
  describeRoute({
    ...own,
    id,
    method: 'post',
    path: `/v1/me/merge-proposals/{proposal}/${word}`,
    summary,
    description:
      'Where only the phone number is the same, which anybody can give, your agreement shows your name and birth date to the desk of the clinic that made the record, and the desk decides.',
    params: proposal,
    success: { status: 200, description: 'As it stands', body: mergeProposal },
    problems: [...deciding, 'service-unavailable'],
  })
export const acceptOwnMergeRoute = ownDecision('acceptOwnMerge', 'accept', 'That is me: put the two together')
export const declineOwnMergeRoute = ownDecision('declineOwnMerge', 'decline', 'That is somebody else')

export const proposeMergeRoute = describeRoute({
  ...ofDesk,
  id: 'proposeMerge',
  method: 'post',
  path: '/patients/{patient}/merge-proposals',
  summary: 'Propose that another patient is the same person',
  description:
    'The patient in the path is kept. Where they have an account, they decide; repeating it changes nothing.',
  params: z.strictObject({ patient: identifier }),
  body: proposedMerge,
  success: { status: 201, description: 'Proposed', body: z.strictObject({ id: identifier }) },
  problems: [
    ...reading,
    'invalid-request',
    'patient-unknown',
    'too-many-requests',
    'service-unavailable',
    ...clinicProblems,
  ],
})

export const listMergeProposalsRoute = describeRoute({
  ...ofDesk,
  id: 'listMergeProposals',
  method: 'get',
  path: '/merge-proposals',
  summary: 'Patients who may be one, for the desk to decide',
  success: {
    status: 200,
    description: 'Those that wait for the desk',
    body: z.strictObject({ items: z.array(deskMergeProposal) }).meta({ id: 'DeskMergeProposalList' }),
  },
  problems: [...reading, 'service-unavailable', ...clinicProblems],
})

const deskDecision = <const Id extends string, const Word extends string>(
  id: Id,
  word: Word,
  summary: string,
) =>
  describeRoute({
    ...ofDesk,
    id,
    method: 'post',
    path: `/merge-proposals/{proposal}/${word}`,
    summary,
    params: proposal,
    success: { status: 200, description: 'As it stands', body: deskMergeProposal },
    problems: [...deciding, 'service-unavailable', ...clinicProblems],
  })
export const acceptMergeRoute = deskDecision(
  'acceptMerge',
  'accept',
  'The two are one person: put them together',
)
export const declineMergeRoute = deskDecision('declineMerge', 'decline', 'They are two people')
