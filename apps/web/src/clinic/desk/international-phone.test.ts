import { expect, test } from 'vitest'
import { internationalPhone } from './international-phone.ts'

test.each([
  ['(212) 555-0100', 'US', '+12125550100'],
  ['1 212 555 0100', 'US', '+12125550100'],
  // without its area code nobody knows which it is: the API says what is missing
  ['555-0100', 'US', '5550100'],
  ['040 5550 1200', 'DE', '+494055501200'],
  ['910 000 000', 'ES', '+34910000000'],
  // Italy keeps its 0
  ['06 1234 5678', 'IT', '+390612345678'],
  ['00 49 40 55501200', 'US', '+494055501200'],
  ['+49 (40) 55501200', 'NP', '+494055501200'],
  ['8 912 345 67 89', 'RU', '+79123456789'],
  [' ', 'DE', ''],
])('%s, said in %s, is %s', (typed, country, whole) => {
  expect(internationalPhone(typed, country)).toBe(whole)
})
