/** A name as addresses and codes have it: Praxis an der Alster → praxis-an-der-alster. Empty where no Latin letter is left. */
export const slugOf = (name: string): string =>
  name
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
