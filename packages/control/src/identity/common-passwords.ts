const shortest = 12

let loaded: Promise<ReadonlySet<string>> | undefined

/** Passwords that many people have, long enough to be taken otherwise: some hundred of 49,000, read when first needed. */
export const commonPasswords = (): Promise<ReadonlySet<string>> => (loaded ??= load())

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'].filter(({ length }) => length >= shortest))
}
