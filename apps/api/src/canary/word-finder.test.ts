import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { WordFinder } from './word-finder.ts'

const word = 'Kookaburra Jackson'
const finder = new WordFinder(new Map([['bird', word]]))
const around = (middle: Buffer | string) =>
  Buffer.concat([randomBytes(1_000), Buffer.from(middle), randomBytes(1_000)])

it.each([
  ['plain', word],
  ['plain', word.toUpperCase()],
  ['UTF-16', Buffer.from(word, 'utf16le')],
  ['UTF-16', Buffer.from(word.toUpperCase(), 'utf16le')],
  ['backwards', 'noSkcaJ arrubakooK'],
  ['percent-encoded', encodeURIComponent(word)],
  ['hexadecimal', Buffer.from(word).toString('hex')],
  ['hexadecimal', Buffer.from(word.toLowerCase()).toString('hex').toUpperCase()],
  ...['', 'a', 'ab', 'abc'].map((before) => ['base64', Buffer.from(`${before}${word}!`).toString('base64')]),
  ['base64', Buffer.from(`a${word.toLowerCase()}`).toString('base64url')],
] as [string, Buffer | string][])('finds a word %s', (disguise, text) => {
  expect(finder.findIn(around(text))).toEqual([`bird (${disguise})`])
})

it('finds nothing where nothing is, nor half of a word', () => {
  // A space after it: one random byte in a hundred would be the letter that is missing.
  expect(finder.findIn(around('Kookaburra Jackso '))).toEqual([])
  expect(finder.findIn(randomBytes(1_000_000))).toEqual([])
})

it('finds what two pieces share, and words that begin within others', () => {
  const several = new WordFinder(
    new Map([
      ['long', 'nightingale song'],
      ['inner', 'tingales'],
      ['inside', 'ngale song'],
    ]),
  )
  const reader = several.open()
  for (const piece of ['a nightin', 'gale', ' song']) reader.read(Buffer.from(piece))
  expect(reader.found).toEqual(['inside (plain)', 'long (plain)'])
  expect(several.findIn('nightingales')).toEqual(['inner (plain)'])
})

it('finds the bytes of a secret, whichever they are', () => {
  const secret = Buffer.from('41ff42004344fe80', 'hex')
  const bytes = new WordFinder(new Map([['key', secret]]))
  expect(bytes.findIn(around(secret))).toEqual(['key (as it is)'])
  expect(bytes.findIn(around(secret.toString('hex')))).toEqual(['key (hexadecimal)'])
})
