import type { Clinic } from '@polyclinic/clinic'
import {
  beginSecondFactor,
  confirmSecondFactor,
  provideSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@polyclinic/control'
import { type Actor, actorReference } from '@polyclinic/guard'
import type { Handlers } from '../edge/index.ts'
import { answerWithSession } from './answer-with-session.ts'
import type { HandlerContext } from './handler-context.ts'

type SecondFactor = Pick<
  Handlers<Clinic>,
  | 'provideSecondFactor'
  | 'beginSecondFactor'
  | 'confirmSecondFactor'
  | 'renewRecoveryCodes'
  | 'removeSecondFactor'
>

/** A code has six digits: at each place that takes one, guesses are counted by the account. */
const guess = (accountId: string) => ({ kind: 'secondFactor', account: accountId }) as const
const guessOf = (actor: Actor) => guess(actor.kind === 'account' ? actor.accountId : actorReference(actor))

export function secondFactorHandlers(context: HandlerContext): SecondFactor {
  const { provisioner, tokens, verifier, secondFactor } = context
  return {
    provideSecondFactor: ({ actor, body, client, limited }) =>
      answerWithSession(body.refresh, client, async () => {
        const { refresh: _, ...answer } = body
        // only whoever has shown the first proof can use up an account's guesses
        const { accountId } = await verifier.verifyChallenge(body.challenge)
        return limited(guess(accountId), () =>
          provideSecondFactor(provisioner, { tokens, verifier }, actor, answer, client.device),
        )
      }),
    beginSecondFactor: async ({ actor, body, limited }) => ({
      body: await limited(guessOf(actor), () => beginSecondFactor(provisioner, actor, body)),
    }),
    confirmSecondFactor: async ({ actor, body, limited }) => ({
      body: await limited(guessOf(actor), () => confirmSecondFactor(provisioner, tokens, actor, body.code)),
    }),
    async renewRecoveryCodes({ actor, body, limited }) {
      const renew = () => renewRecoveryCodes(provisioner, actor, body)
      return { body: { recoveryCodes: await limited(guessOf(actor), renew) } }
    },
    async removeSecondFactor({ actor, body, limited }) {
      await limited(guessOf(actor), () => removeSecondFactor(provisioner, secondFactor, actor, body))
      return {}
    },
  }
}
