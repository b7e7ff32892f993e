import type { Clinic } from '@polyclinic/clinic'
import { registerPatient, showMe, signIn } from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Identity = Pick<Handlers<Clinic>, 'register' | 'signIn' | 'me' | 'jwks'>

export function identityHandlers({ provisioner, tokens, signingKeys }: HandlerContext): Identity {
  return {
    async register({ actor, body }) {
      await registerPatient(provisioner, actor, body)
      return { body: { status: 'accepted' } }
    },
    signIn: async ({ actor, body }) => ({ body: await signIn(provisioner, tokens, actor, body) }),
    me: async ({ actor }) => ({ body: await showMe(provisioner, actor) }),
    async jwks() {
      const { keys } = await signingKeys.jwks()
      return { body: { keys: keys.map((key) => ({ ...key })) } }
    },
  }
}
