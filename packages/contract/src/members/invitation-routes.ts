import { z } from 'zod'
import { roles } from '../identity/identity-routes.ts'
import { describeRoute } from '../route.ts'
import { emailAddress, identifier, instant, slug } from '../words.ts'
import { memberProblems, memberRoute } from './member-routes.ts'

/** For how long the link of an invitation holds. */
export const invitationDays = 7

export const invitation = z
  .strictObject({
    id: identifier,
    email: emailAddress,
    role: z.enum(roles),
    doctor: identifier.optional(),
    sentAt: instant,
    expiresAt: instant.describe('Afterwards the link is worth nothing; send another'),
    expired: z.boolean(),
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof invitation>

export const invitationForm = z
  .strictObject({
    email: emailAddress,
    role: z.enum(roles),
    doctor: identifier.optional().describe('With the role `doctor`: whom of the doctors they are'),
  })
  .superRefine(({ role, doctor }, context) => {
    if ((role === 'doctor') === (doctor !== undefined)) return
    const message = role === 'doctor' ? 'is missing' : 'goes with the role `doctor` only'
    context.addIssue({ code: 'custom', path: ['doctor'], message })
  })
  .meta({ id: 'InvitationForm' })
export type InvitationForm = z.infer<typeof invitationForm>

export const inviteMemberRoute = describeRoute({
  ...memberRoute,
  id: 'inviteMember',
  method: 'post',
  path: '/invitations',
  summary: 'Invite somebody to a role, by a link in a mail',
  description: `The link holds for ${invitationDays} days and for the owner of that address. Whether the address has an \
account makes no difference, here or to the account. One invitation an address and role: \`already-exists\` means that \
it waits already, to be sent again or withdrawn.`,
  body: invitationForm,
  success: { status: 201, description: 'Invited', body: invitation },
  problems: [...memberProblems, 'already-exists', 'too-many-requests'],
})

export const listInvitationsRoute = describeRoute({
  ...memberRoute,
  id: 'listInvitations',
  method: 'get',
  path: '/invitations',
  summary: 'Invitations that nobody has accepted yet',
  success: {
    status: 200,
    description: 'All of them, the newest first',
    body: z.strictObject({ items: z.array(invitation) }).meta({ id: 'InvitationList' }),
  },
  problems: memberProblems,
})

const params = z.strictObject({ invitation: identifier })

export const resendInvitationRoute = describeRoute({
  ...memberRoute,
  id: 'resendInvitation',
  method: 'post',
  path: '/invitations/{invitation}/resend',
  summary: 'Send a new link; the one before is worth nothing any more',
  params,
  success: { status: 200, description: 'Sent', body: invitation },
  problems: [...memberProblems, 'not-found', 'too-many-requests'],
})

export const withdrawInvitationRoute = describeRoute({
  ...memberRoute,
  id: 'withdrawInvitation',
  method: 'delete',
  path: '/invitations/{invitation}',
  summary: 'Take an invitation back',
  params,
  success: { status: 204, description: 'Its link is worth nothing any more' },
  problems: [...memberProblems, 'not-found'],
})

export const acceptance = z
  .strictObject({ clinic: slug, clinicName: z.string(), role: z.enum(roles) })
  .meta({ id: 'Acceptance' })
export type Acceptance = z.infer<typeof acceptance>

export const acceptInvitationRoute = describeRoute({
  id: 'acceptInvitation',
  method: 'post',
  path: '/v1/invitations/accept',
  scope: 'service',
  tag: 'Members',
  access: 'signed-in',
  summary: 'Accept an invitation, once, signed in with the address it was sent to',
  description:
    'The role counts with the next access token: a token says whether its account has roles to ask for. Used, withdrawn, expired and made-up tokens are refused alike.',
  body: z
    .strictObject({ token: z.string().min(1).max(200).describe('From the link, after `#invitation.`') })
    .meta({ id: 'InvitationToken' }),
  success: { status: 200, description: 'The role is given', body: acceptance },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'not-found',
    'already-exists',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const inviteFirstAdminRoute = describeRoute({
  id: 'inviteFirstAdmin',
  method: 'post',
  path: '/v1/operator/clinics/{slug}/invitations',
  scope: 'service',
  tag: 'Operator',
  access: 'signed-in',
  summary: 'Invite the first admin of a clinic',
  description:
    'Refused once the clinic has an admin (`outside-policy`, rule `first-admin`): an operator lets nobody in to where patients are.',
  params: z.strictObject({ slug }),
  body: z
    .strictObject({ email: emailAddress, role: z.literal('clinic_admin') })
    .meta({ id: 'FirstAdminForm' }),
  success: { status: 201, description: 'Invited', body: invitation },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'clinic-unknown',
    'already-exists',
    'outside-policy',
    'too-many-requests',
    'service-unavailable',
  ],
})
