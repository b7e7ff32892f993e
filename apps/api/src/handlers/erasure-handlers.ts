import type { Clinic } from '@polyclinic/clinic'
import {
  type ErasureLedger,
  type ErasureMade,
  eraseDependent,
  eraseOwnPatient,
  pageLink,
  showErasure,
} from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Erasures = Pick<Handlers<Clinic>, 'eraseOwnPatient' | 'eraseDependent' | 'showErasure'>

export function erasureHandlers(
  { provisioner, actors, ended, publicUrl }: HandlerContext,
  ledger: ErasureLedger | undefined,
): Erasures {
  const means = { ledger, now: Date.now, linkOf: (id: string) => pageLink(publicUrl, 'erasure', id) }
  const begun = ({ sessions, ...body }: ErasureMade) => {
    ended.add(sessions)
    return { body, headers: { location: `/v1/erasures/${body.id}` } }
  }
  return {
    async eraseOwnPatient({ actor, body }) {
      const receipt = await eraseOwnPatient(provisioner, actor, body, means)
      if (actor.kind === 'account') actors.forget(actor.accountId)
      return begun(receipt)
    },
    async eraseDependent({ actor, params, body }) {
      const receipt = await eraseDependent(provisioner, actor, params.dependent, body, means)
      if (actor.kind === 'account' && actor.patientId) actors.forgetDependents(actor.patientId)
      return begun(receipt)
    },
    showErasure: async ({ actor, params }) => ({
      body: await showErasure(provisioner, actor, params.erasure),
    }),
  }
}
