import { newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import { expect, test } from 'vitest'
import { manageLink, manageToken, readManageToken } from './manage-link.ts'
import { readUnsubscribeToken, unsubscribeLink } from './unsubscribe-link.ts'

const newVault = () => new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
const vault = newVault()
const [clinicId, appointmentId, patientId, other] = [1, 2, 3, 4].map(
  (n) => `01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d0${n}`,
) as [string, string, string, string]
const visit = { clinicId, appointmentId, patientId }
const now = Date.parse('2027-01-04T08:00:00Z')
const token = manageToken(vault, visit, now + 1_000)
const read = (text: string, at = now, where = clinicId, by = vault) => readManageToken(by, where, text, at)

test('a link stands for its own visit until some days after it', () => {
  expect(read(token)).toEqual(visit)
  const link = manageLink(vault, 'https://x.test/', {
    ...visit,
    clinicSlug: 'rio',
    endsAt: new Date(now).toISOString(),
  })
  const [page, inside = ''] = link.split('#rio.')
  expect(page).toBe('https://x.test/manage')
  expect(link.length).toBeLessThan(100)
  expect(read(inside, now + 3 * 86_400_000)).toEqual(visit)
  expect(read(inside, now + 3 * 86_400_000 + 1_000)).toBeUndefined()
})

test('it stands for nothing changed, elsewhere, too late, or under other keys', () => {
  for (let place = 0; place < token.length; place++) {
    const sign = token[place] === 'A' ? 'B' : 'A'
    expect(read(token.slice(0, place) + sign + token.slice(place + 1))).toBeUndefined()
  }
  for (const text of ['', 'x', `${token}A`, `${token}=`, token.slice(0, -1), `${token} `]) {
    expect(read(text)).toBeUndefined()
  }
  expect(read(token, now + 2_000)).toBeUndefined()
  expect(read(token, now, other)).toBeUndefined()
  expect(read(token, now, clinicId, newVault())).toBeUndefined()
})

test('a link that ends reminders stands for its patient and for nothing else', () => {
  const { page, post } = unsubscribeLink(vault, 'https://x.test', patientId)
  const inside = page.split('#unsubscribe.')[1] ?? ''
  expect(post).toBe(`https://x.test/v1/unsubscribe?token=${inside}`)
  expect(readUnsubscribeToken(vault, inside)).toBe(patientId)
  expect(readUnsubscribeToken(vault, token)).toBeUndefined()
  expect(readUnsubscribeToken(newVault(), inside)).toBeUndefined()
  expect(read(inside)).toBeUndefined()
})
