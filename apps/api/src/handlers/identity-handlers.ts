import type { Clinic } from '@polyclinic/clinic'
import { addDependent, listDependents, removeDependent, showMe, signIn } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Handlers } from '../edge/index.ts'
import { answerWithSession } from './answer-with-session.ts'
import type { HandlerContext } from './handler-context.ts'
import { onceOf } from './once-of.ts'

type Identity = Pick<
  Handlers<Clinic>,
  'signIn' | 'me' | 'jwks' | 'addDependent' | 'listDependents' | 'removeDependent'
>

export function identityHandlers({ provisioner, tokens, signingKeys, actors }: HandlerContext): Identity {
  // whoever has just changed for whom they act books for them at once
  const forgetDependents = (actor: Actor) => {
    if (actor.kind === 'account' && actor.patientId) actors.forgetDependents(actor.patientId)
  }
  return {
    signIn: async ({ actor, body, client }) =>
      answerWithSession(body.refresh, client, () => signIn(provisioner, tokens, actor, body, client.device)),
    me: async ({ actor }) => ({ body: await showMe(provisioner, actor) }),
    async addDependent({ actor, body: form, idempotencyKey, fingerprint }) {
      const body = await addDependent(provisioner, actor, form, onceOf({ idempotencyKey, fingerprint }))
      forgetDependents(actor)
      return { body }
    },
    listDependents: async ({ actor }) => ({ body: { items: await listDependents(provisioner, actor) } }),
    async removeDependent({ actor, params }) {
      await removeDependent(provisioner, actor, params.dependent)
      forgetDependents(actor)
      return {}
    },
    async jwks() {
      const { keys } = await signingKeys.jwks()
      return { body: { keys: keys.map((key) => ({ ...key })) } }
    },
  }
}
