import type { Clinic } from '@polyclinic/clinic'
import {
  decideDeskProposal,
  decideOwnProposal,
  listDeskProposals,
  listOwnProposals,
  proposeMerge,
} from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import { fromControl } from './from-control.ts'
import type { HandlerContext } from './handler-context.ts'

type Merges = Pick<
  Handlers<Clinic>,
  | 'listOwnMergeProposals'
  | 'acceptOwnMerge'
  | 'declineOwnMerge'
  | 'proposeMerge'
  | 'listMergeProposals'
  | 'acceptMerge'
  | 'declineMerge'
>

export function mergeHandlers({ provisioner }: HandlerContext): Merges {
  return {
    listOwnMergeProposals: async ({ actor }) => ({
      body: { items: await listOwnProposals(provisioner, actor) },
    }),
    acceptOwnMerge: async ({ actor, params }) => ({
      body: await decideOwnProposal(provisioner, actor, params.proposal, 'accepted'),
    }),
    declineOwnMerge: async ({ actor, params }) => ({
      body: await decideOwnProposal(provisioner, actor, params.proposal, 'declined'),
    }),
    proposeMerge: async ({ actor, clinic, params, body }) => ({
      body: await fromControl(
        proposeMerge(provisioner, actor, clinic, { keptId: params.patient, duplicateId: body.duplicate }),
      ),
    }),
    listMergeProposals: async ({ actor, clinic }) => ({
      body: { items: await fromControl(listDeskProposals(provisioner, actor, clinic)) },
    }),
    acceptMerge: async ({ actor, clinic, params }) => ({
      body: await fromControl(decideDeskProposal(provisioner, actor, clinic, params.proposal, 'accepted')),
    }),
    declineMerge: async ({ actor, clinic, params }) => ({
      body: await fromControl(decideDeskProposal(provisioner, actor, clinic, params.proposal, 'declined')),
    }),
  }
}
