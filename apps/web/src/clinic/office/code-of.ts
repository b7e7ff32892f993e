/** A code for what a person names: `Back class`, back-class. A name without Latin letters gets a made-up one. */
export function codeOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return plain || `own-${crypto.randomUUID().slice(0, 8)}`
}
