import { type Clinic, showDoctor } from '@polyclinic/clinic'
import { isRefusal } from '@polyclinic/contract'
import {
  acceptInvitation,
  inviteFirstAdmin,
  inviteMember,
  listInvitations,
  listMembers,
  removeMember,
  resendInvitation,
  withdrawInvitation,
} from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Members = Pick<
  Handlers<Clinic>,
  | 'listMembers'
  | 'removeMember'
  | 'inviteMember'
  | 'listInvitations'
  | 'resendInvitation'
  | 'withdrawInvitation'
  | 'acceptInvitation'
  | 'inviteFirstAdmin'
>

/** Who works at a clinic. Roles change in the control plane; the clinic is asked for its doctors only. */
export function memberHandlers({ provisioner, actors, publicUrl }: HandlerContext): Members {
  return {
    listMembers: async ({ actor, clinic }) => ({
      body: { items: await listMembers(provisioner, actor, clinic) },
    }),
    async removeMember({ actor, clinic, params }) {
      const { accountId } = await removeMember(provisioner, actor, clinic, params.member)
      actors.forget(accountId)
      return {}
    },
    inviteMember: async ({ actor, clinic, body: form }) => ({
      body: await inviteMember(provisioner, actor, clinic, form, {
        publicUrl,
        hasDoctor: (id) => hasDoctor(clinic, actor, id),
      }),
    }),
    listInvitations: async ({ actor, clinic }) => ({
      body: { items: await listInvitations(provisioner, actor, clinic) },
    }),
    resendInvitation: async ({ actor, clinic, params }) => ({
      body: await resendInvitation(provisioner, actor, clinic, params.invitation, { publicUrl }),
    }),
    async withdrawInvitation({ actor, clinic, params }) {
      await withdrawInvitation(provisioner, actor, clinic, params.invitation)
      return {}
    },
    async acceptInvitation({ actor, body }) {
      const { acceptance, accountId } = await acceptInvitation(provisioner, actor, body.token)
      actors.forget(accountId)
      return { body: acceptance }
    },
    inviteFirstAdmin: async ({ actor, params, body }) => ({
      body: await inviteFirstAdmin(provisioner, actor, params.slug, body, { publicUrl }),
    }),
  }
}

async function hasDoctor(clinic: Clinic, actor: Actor, id: string): Promise<boolean> {
  try {
    await showDoctor(clinic, actor, id)
    return true
  } catch (error) {
    if (isRefusal(error, 'not-found')) return false
    throw error
  }
}
