/** What a clinic's sealed database password is bound to. */
export const credentialPlace = (clinicId: string): string => `clinic.credential:${clinicId}`
