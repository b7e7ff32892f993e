/**
 * By name, unless the name could be an advertisement: anybody may type a stranger's address and have us mail them what
 * they typed as their name.
 */
export const greeting = (word: string, name: string): string =>
  name.length > 60 || /[/:@]|\.\S/.test(name) ? word : `${word} ${name}`
