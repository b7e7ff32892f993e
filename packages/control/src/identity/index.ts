export {
  type AccountRow,
  findAccount,
  findAccountByEmail,
  hasDemoAccounts,
  putMembership,
  setEmail,
  setPasswordHash,
} from './account-queries.ts'
export { ActorLoader } from './actor-loader.ts'
export {
  type AccountFacts,
  accountEmailPlace,
  addAccount,
  AddressKnown,
  insertWithPatient,
} from './add-account.ts'
export { beginSession, type HowSignedIn } from './begin-session.ts'
export { endSessions } from './end-sessions.ts'
export { hashPassword, verifyPassword } from './hash-password.ts'
export { findOwnAccount } from './find-own-account.ts'
export { requireGoodPassword } from './require-good-password.ts'
export { showMe } from './show-me.ts'
export { signIn } from './sign-in.ts'
export { SigningKeys } from './signing-keys.ts'
export { TokenIssuer, type TokenParties } from './token-issuer.ts'
export { TokenVerifier } from './token-verifier.ts'
