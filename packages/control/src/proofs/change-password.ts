import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { hashPassword, findOwnAccount, requireGoodPassword } from '../identity/index.ts'
import { replacePassword } from './replace-password.ts'
import { requirePresentPassword } from './require-present-password.ts'

/** Changes the password of who asks, or sets their first one; ends their sessions but for this one. */
export async function changePassword(
  control: ControlPlane,
  actor: Actor,
  { current, password }: { current?: string | undefined; password: string },
): Promise<void> {
  authorise(actor, 'account.edit-own')
  const account = await findOwnAccount(control, actor)
  await requirePresentPassword(account, current, '/current')
  await requireGoodPassword(password, [account.email])
  const passwordHash = await hashPassword(password)
  await control.database.transaction((tx) =>
    replacePassword(tx, control.vault, {
      account,
      email: account.email,
      passwordHash,
      except: actor.kind === 'account' ? actor.sessionId : undefined,
    }),
  )
}
