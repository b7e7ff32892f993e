import { Refusal } from '@polyclinic/contract'
import { commonPasswords } from './common-passwords.ts'

const shortest = 12
/** Fewer letters than these beside a name or an address are no secret. */
const ownLetters = 4

/**
 * Refuses a password that is guessed early: too short once normalised, known from leaks, a pattern, or made of what
 * anybody knows about its owner. Beyond that there are no rules (NIST SP 800-63B, 3.1.1.2).
 * @param about the owner's address and names, as far as they are known
 * @throws Refusal invalid-request at `/password`
 */
export async function requireGoodPassword(password: string, about: readonly string[]): Promise<void> {
  const plain = password.normalize('NFKC').toLowerCase()
  const fault = (await isCommon(plain))
    ? 'is among the passwords that many people use: choose another'
    : faultOf(plain, about)
  if (fault) throw new Refusal('invalid-request', { issues: [{ pointer: '/password', message: fault }] })
}

const isCommon = async (plain: string): Promise<boolean> => (await commonPasswords()).has(plain)

function faultOf(plain: string, about: readonly string[]): string | undefined {
  if ([...plain].length < shortest) return `needs at least ${shortest} characters`
  if (isRepetition(plain)) return 'repeats a few characters over and over: choose something longer to guess'
  if (isSequence(plain)) return 'is a sequence: choose something that cannot be continued'
  if (isAbout(plain, about)) return 'is made of a name or an address that others know: choose something else'
  return undefined
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`: up to four characters again and again. */
const isRepetition = (plain: string): boolean =>
  [1, 2, 3, 4].some((size) => plain === plain.slice(0, size).repeat(plain.length).slice(0, plain.length))

/** `123456789012`, `zyxwvutsrqpo`: each character is the one beside the one before; 0 follows 9. */
const isSequence = (plain: string): boolean =>
  [1, -1].some((step) =>
    [...plain].every((char, at, all) => at === 0 || char === beside(all[at - 1] as string, step)),
  )

function beside(char: string, step: number): string {
  if (/\d/.test(char)) return String((Number(char) + step + 10) % 10)
  return String.fromCodePoint((char.codePointAt(0) as number) + step)
}

/** `ada.lovelace1815`: what is left of letters beside what others know is too little to be a secret. */
function isAbout(plain: string, about: readonly string[]): boolean {
  const known = [...about, 'polyclinic']
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map((text) => text.normalize('NFKC').toLowerCase())
    .filter((word) => word.length >= 3)
    .toSorted((a, b) => b.length - a.length)
  const rest = known.reduce((text, word) => text.replaceAll(word, ' '), plain)
  return rest !== plain && rest.replace(/[^\p{L}]/gu, '').length < ownLetters
}
