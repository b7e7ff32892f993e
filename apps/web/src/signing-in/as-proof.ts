/** Six digits are what the authenticator shows; anything else is one of the recovery codes. */
export function asProof(typed: string): { readonly code: string } | { readonly recoveryCode: string } {
  const proof = typed.replaceAll(' ', '')
  return /^\d{6}$/.test(proof) ? { code: proof } : { recoveryCode: proof }
}
