import { slugOf } from '../../api/slug-of.ts'

/** A code for what a person names: `Back class`, back-class. A name without Latin letters gets a made-up one. */
export const codeOf = (name: string): string =>
  // a code begins with a letter
  slugOf(name).replace(/^[^a-z]+/, '') || `own-${crypto.randomUUID().slice(0, 8)}`
