import { isRefusal } from '@polyclinic/contract'
import { describe, expect, it } from 'vitest'
import { requireGoodPassword } from './require-good-password.ts'

const about = ['ada.byron@lovelace.example', 'Ada Lovelace']
const verdict = (password: string) =>
  requireGoodPassword(password, about).then(
    () => 'good',
    (error: unknown) => (isRefusal(error, 'invalid-request') ? error.facts.issues : error),
  )

describe('a password', () => {
  it.each([
    ['short once it is normalised', 'ﬃne'.normalize('NFKC').padEnd(11, 'x7'), /at least 12/],
    ['known from leaks', 'qwerty123456', /many people use/],
    ['known from leaks, in capitals', 'QWERTY123456', /many people use/],
    ['one character', 'zzzzzzzzzzzzz', /repeats/],
    ['a few characters over and over', 'abcabcabcabca', /repeats/],
    ['a sequence', '345678901234', /sequence/],
    ['a sequence backwards', 'zyxwvutsrqponm', /sequence/],
    ['the name with a year', 'Ada-Lovelace-1815', /others know/],
    ['the address', 'ada.byron@lovelace.example', /others know/],
    ["the address's local part with digits", 'ada.byron#12345', /others know/],
    ['the name of the service with digits', 'Polyclinic2026!', /others know/],
    ['full-width letters of the same', 'Ｐｏｌｙｃｌｉｎｉｃ２０２６', /others know/],
  ])('that is %s is refused in a sentence', async (_, password, sentence) => {
    expect(await verdict(password)).toEqual([
      { pointer: '/password', message: expect.stringMatching(sentence) },
    ])
  })

  it.each([
    'correct horse battery staple',
    'polyclinic-demo-only',
    'пароль который знаю я',
    '🦜🦜🦉🦉🐧🐧🦆🦆🦅🦅🐓🐓',
  ])('such as "%s" is taken, whatever it is composed of', async (password) =>
    expect(await verdict(password)).toBe('good'),
  )
})
