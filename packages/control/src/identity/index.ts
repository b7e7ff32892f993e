export {
  type AccountRow,
  findAccount,
  findAccountByEmail,
  hasDemoAccounts,
  putMembership,
  setEmail,
  setPasswordHash,
} from './account-queries.ts'
export { ActorLoader, type SecondFactorRule } from './actor-loader.ts'
export {
  type AccountFacts,
  accountEmailPlace,
  addAccount,
  AddressKnown,
  insertWithPatient,
} from './add-account.ts'
export { beginSession, type HowSignedIn } from './begin-session.ts'
export { hashPassword, verifyPassword } from './hash-password.ts'
export { forgetOldSigningKeys } from './forget-old-signing-keys.ts'
export { findOwnAccount } from './find-own-account.ts'
export { listSigningKeys, type SigningKey } from './list-signing-keys.ts'
export { refreshSession } from './refresh-session.ts'
export { requireGoodPassword } from './require-good-password.ts'
export { rotateSigningKey, type SigningKeyRotation } from './rotate-signing-key.ts'
export { showMe } from './show-me.ts'
export { signIn } from './sign-in.ts'
export { signingKeyPlace } from './make-signing-key.ts'
export { SigningKeys } from './signing-keys.ts'
export { TokenIssuer, type TokenParties } from './token-issuer.ts'
export { TokenVerifier } from './token-verifier.ts'
