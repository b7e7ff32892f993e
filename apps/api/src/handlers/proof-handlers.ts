import type { Clinic } from '@polyclinic/clinic'
import {
  changeEmail,
  changePassword,
  confirmEmail,
  confirmEmailSignIn,
  confirmRegistration,
  registerPatient,
  requestEmailSignIn,
  requestPasswordReset,
  resetPassword,
} from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import { answerWithSession } from './answer-with-session.ts'
import type { HandlerContext } from './handler-context.ts'

type Proofs = Pick<
  Handlers<Clinic>,
  | 'register'
  | 'confirmRegistration'
  | 'requestEmailSignIn'
  | 'confirmEmailSignIn'
  | 'requestPasswordReset'
  | 'resetPassword'
  | 'changePassword'
  | 'changeEmail'
  | 'confirmEmail'
>

const accepted = { body: { status: 'accepted' } } as const

/** What needs or changes the proof of an address or a password. */
export function proofHandlers({ provisioner, tokens, publicUrl }: HandlerContext): Proofs {
  return {
    async register({ actor, body }) {
      await registerPatient(provisioner, actor, body, publicUrl)
      return accepted
    },
    confirmRegistration: async ({ actor, body: { refresh, ...shown }, client }) =>
      answerWithSession(refresh, client, () =>
        confirmRegistration(provisioner, tokens, actor, shown, client.device),
      ),
    async requestEmailSignIn({ actor, body }) {
      await requestEmailSignIn(provisioner, actor, body)
      return accepted
    },
    confirmEmailSignIn: async ({ actor, body: { refresh, ...shown }, client }) =>
      answerWithSession(refresh, client, () =>
        confirmEmailSignIn(provisioner, tokens, actor, shown, client.device),
      ),
    async requestPasswordReset({ actor, body }) {
      await requestPasswordReset(provisioner, actor, body)
      return accepted
    },
    async resetPassword({ actor, body }) {
      await resetPassword(provisioner, actor, body)
      return {}
    },
    async changePassword({ actor, body }) {
      await changePassword(provisioner, actor, body)
      return {}
    },
    async changeEmail({ actor, body }) {
      await changeEmail(provisioner, actor, body, publicUrl)
      return accepted
    },
    async confirmEmail({ actor, body }) {
      await confirmEmail(provisioner, actor, body)
      return {}
    },
  }
}
