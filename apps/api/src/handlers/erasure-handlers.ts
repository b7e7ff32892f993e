import type { Clinic } from '@polyclinic/clinic'
import {
  type ErasureLedger,
  type ErasureReceipt,
  eraseDependent,
  eraseOwnPatient,
  showErasure,
} from '@polyclinic/control'
import type { Handlers, OwnLimit } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Erasures = Pick<Handlers<Clinic>, 'eraseOwnPatient' | 'eraseDependent' | 'showErasure'>

export function erasureHandlers(
  { provisioner, actors }: HandlerContext,
  { ledger, publicUrl, limit }: { ledger: ErasureLedger | undefined; publicUrl: string; limit: OwnLimit },
): Erasures {
  const pathOf = (id: string) => `/v1/erasures/${id}`
  const means = { ledger, now: Date.now, linkOf: (id: string) => `${publicUrl}${pathOf(id)}` }
  const begun = (body: ErasureReceipt) => ({ body, headers: { location: pathOf(body.id) } })
  return {
    async eraseOwnPatient({ actor, body }) {
      await limit(actor)
      const receipt = await eraseOwnPatient(provisioner, actor, body, means)
      if (actor.kind === 'account') actors.forget(actor.accountId)
      return begun(receipt)
    },
    async eraseDependent({ actor, params, body }) {
      await limit(actor)
      const receipt = await eraseDependent(provisioner, actor, params.dependent, body, means)
      if (actor.kind === 'account' && actor.patientId) actors.forgetDependents(actor.patientId)
      return begun(receipt)
    },
    showErasure: async ({ actor, params }) => ({
      body: await showErasure(provisioner, actor, params.erasure),
    }),
  }
}
