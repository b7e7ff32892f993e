import { Refusal } from '@polyclinic/contract'
import { type AccountRow, verifyPassword } from '../identity/index.ts'

/** Whoever found a signed-in device does not know it. @throws Refusal invalid-request at the field it stands in */
export async function requirePresentPassword(
  { passwordHash }: AccountRow,
  shown: string | undefined,
  pointer: string,
): Promise<void> {
  if (passwordHash === null) return
  if (shown !== undefined && (await verifyPassword(passwordHash, shown))) return
  const message = shown === undefined ? 'is needed: your present password' : 'is not your present password'
  throw new Refusal('invalid-request', { issues: [{ pointer, message }] })
}
