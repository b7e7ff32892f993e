import { z } from 'zod'
import { clinicProblems } from '../editing.ts'
import { roles } from '../identity/identity-routes.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { emailAddress, identifier, instant } from '../words.ts'

export const member = z
  .strictObject({
    id: identifier.describe('The role: somebody with two roles is listed twice'),
    account: identifier.describe('Whose: the log names who did something by it'),
    email: emailAddress,
    role: z.enum(roles),
    doctor: identifier.optional().describe('Whom of the doctors a member with that role is'),
    since: instant,
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof member>

export const memberRoute = { scope: 'clinic', tag: 'Members', access: 'signed-in' } as const
export const memberProblems = [
  'invalid-request',
  'not-signed-in',
  'not-allowed',
  'service-unavailable',
  ...clinicProblems,
] satisfies ProblemCode[]

export const listMembersRoute = describeRoute({
  ...memberRoute,
  id: 'listMembers',
  method: 'get',
  path: '/members',
  summary: 'Who has which role at the clinic',
  description: "For the clinic's admin alone.",
  success: {
    status: 200,
    description: 'All of them, the longest first',
    body: z.strictObject({ items: z.array(member) }).meta({ id: 'MemberList' }),
  },
  problems: memberProblems,
})

export const removeMemberRoute = describeRoute({
  ...memberRoute,
  id: 'removeMember',
  method: 'delete',
  path: '/members/{member}',
  summary: 'End a role at once; its owner is told by mail',
  description: "The clinic's last admin stays: `outside-policy` with the rule `last-admin`.",
  params: z.strictObject({ member: identifier }),
  success: { status: 204, description: 'The next request with that role is refused' },
  problems: [...memberProblems, 'not-found', 'outside-policy'],
})
