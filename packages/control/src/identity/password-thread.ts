import { hashSync, verifySync } from '@node-rs/argon2'
import { passwordCost } from './password-cost.ts'

export type PasswordWork = { readonly hash: string } | { readonly verify: string; readonly against: string }

/** One password's work, in a thread of a lower priority than the rest of the process. */
export default function workOnPassword(work: PasswordWork): string | boolean {
  return 'hash' in work ? hashSync(work.hash, passwordCost) : verifySync(work.against, work.verify)
}
