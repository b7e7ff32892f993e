import { slug } from '@polyclinic/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignSlugs } from './assign-slugs.ts'

const slugsOf = (...rows: [id: string, name: string, city?: string, state?: string][]) =>
  Object.fromEntries(assignSlugs(rows.map(([id, name, city, state]) => ({ id, name, city, state }))))

test('a name that stands alone is the slug', () => {
  expect(slugsOf(['1', "SAINT LUKE'S HOSPITAL & CLINICS", 'BOISE', 'ID'])).toEqual({
    1: 'saint-lukes-hospital-and-clinics',
  })
})

test('a shared name takes the city, then the state, then the id', () => {
  expect(
    slugsOf(
      ['1', 'YORK HOSPITAL', 'YORK', 'ME'],
      ['2', 'YORK HOSPITAL', 'YORK', 'PA'],
      ['3', 'YORK HOSPITAL', 'ALBANY', 'NY'],
      ['4', 'SANFORD', 'FARGO', 'ND'],
      ['5', 'SANFORD', 'FARGO', 'ND'],
    ),
  ).toEqual({
    1: 'york-hospital-york-me',
    2: 'york-hospital-york-pa',
    3: 'york-hospital-albany',
    4: 'sanford-fargo-nd-4',
    5: 'sanford-fargo-nd-5',
  })
})

test('a city that makes another name is moved on from', () => {
  const slugs = slugsOf(
    ['1', 'MEMORIAL', 'YORK', 'PA'],
    ['2', 'MEMORIAL', 'YUMA', 'AZ'],
    ['3', 'MEMORIAL YORK', 'YORK', 'PA'],
  )
  expect(slugs).toEqual({ 1: 'memorial-york-pa', 2: 'memorial-yuma', 3: 'memorial-york-york' })
})

test('a long name is cut at a word, not after a small one', () => {
  const name = 'ENCOMPASS HEALTH REHABILITATION HOSPITAL OF ALTAMONTE SPRINGS'
  expect(slugsOf(['1', name])).toEqual({ 1: 'encompass-health-rehabilitation-hospital' })
})

test('a name without a letter of the alphabet still gets a slug', () => {
  expect(slugsOf(['1', '!!!', 'KOROR'], ['2', '病院', 'KOROR'])).toEqual({
    1: 'hospital-koror-1',
    2: 'hospital-koror-2',
  })
})

const word = fc.constantFrom('YORK', 'MEMORIAL', 'OF', 'ST.', "O'NEIL", '1', '-', 'X'.repeat(40), 'PA', '病')
const text = fc.oneof(
  fc.string({ maxLength: 90 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
)
const row = fc.record({
  id: fc.oneof(
    fc.constantFrom('1', '2', '12', 'A/1', 'A-1', 'a1'),
    fc.string({ minLength: 1, maxLength: 30 }),
  ),
  name: text,
  city: fc.option(text, { nil: undefined }),
  state: fc.option(fc.constantFrom('PA', 'ME', 'A VERY LONG STATE NAME', '1'), { nil: undefined }),
})
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 25 })

test('whatever the names, each row has a valid slug of its own that no other order would change', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const slugs = assignSlugs(list)
      expect([...slugs.values()].filter((value) => !slug.safeParse(value).success)).toEqual([])
      expect(new Set(slugs.values()).size).toBe(list.length)
      expect(assignSlugs(list.toReversed())).toEqual(slugs)
    }),
    { numRuns: 300 },
  )
})
