/** Three letters of the slug for the clinic's short references: riverside → RVR. Consonants carry a name best. */
export function referencePrefix(slug: string): string {
  const letters = slug.replaceAll(/[^a-z]/g, '').toUpperCase()
  const first = letters.slice(0, 1)
  const rest = letters.slice(1)
  const consonants = rest.replaceAll(/[AEIOUIL]/g, '')
  return `${first}${consonants}${rest}XXX`.slice(0, 3)
}
