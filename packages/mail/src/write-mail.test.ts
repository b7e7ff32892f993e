import type { MailFacts, MailKind } from '@polyclinic/control'
import { describe, expect, test } from 'vitest'
import { languages } from './language.ts'
import { writeMail } from './write-mail.ts'

const link = 'https://clinic.test/x?token=abc&more=1'
const facts: { readonly [K in MailKind]: MailFacts[K] } = {
  'confirm-registration': { name: 'Ada Byron', link, code: '482 913' },
  'already-registered': { link },
  'sign-in': { link, code: '482 913' },
  'reset-password': { link },
  'password-changed': {},
  'confirm-email': { link, code: '482 913' },
  'email-changed': {},
  'second-factor-changed': { change: 'removed' },
  'session-ended': {},
  invitation: { clinic: 'Riverside', role: 'doctor', link },
  'role-given': { clinic: 'Riverside', role: 'staff' },
  'role-ended': { clinic: 'Riverside', role: 'clinic_admin' },
  'erasure-begun': { link },
  'webhook-stopped': { clinic: 'Riverside', host: 'hooks.example.org', why: 'failing' },
}
const kinds = Object.keys(facts) as MailKind[]

describe.each(languages)('in %s', (locale) => {
  test.each(kinds)('%s tells the same in text and in HTML', (kind) => {
    const { subject, text, html } = writeMail({ kind, locale, facts: facts[kind] })
    expect(subject.length).toBeLessThan(70)
    expect(html).toContain(`<html lang="${locale}">`)
    expect(text + html + subject).not.toMatch(/undefined|\[object/)
    for (const fact of Object.values(facts[kind]).filter((each) => /^(http|\d|Riverside|Ada)/.test(each))) {
      expect(text).toContain(fact)
      expect(html).toContain(fact.replace('&', '&amp;'))
    }
  })
})

test('what the receiver reads is in their own language, by its language alone', () => {
  const subjectFor = (locale?: string) =>
    writeMail({ kind: 'sign-in', locale, facts: facts['sign-in'] }).subject
  expect(['de', 'de-AT', 'DE_ch'].map(subjectFor)).toEqual(Array(3).fill('Ihr Link zum Anmelden'))
  expect(subjectFor('es-419')).toBe('Su enlace para iniciar sesión')
  expect([undefined, 'fr', 'deu', ''].map(subjectFor)).toEqual(Array(4).fill('Your link to sign in'))
})

test('it says how long its link counts', () => {
  const textIn = (locale: string) => writeMail({ kind: 'invitation', locale, facts: facts.invitation }).text
  expect(['en', 'es', 'de'].map((locale) => /7 \S+/.exec(textIn(locale))?.[0])).toEqual([
    '7 days.',
    '7 días.',
    '7 Tage.',
  ])
})

test('a name that is a page stays text', () => {
  const name = '<img src=x onerror=alert(1)>'
  const { html, text } = writeMail({
    kind: 'confirm-registration',
    facts: { ...facts['confirm-registration'], name, link: 'javascript:alert(1)' },
  })
  expect(html).toContain('Hello &lt;img src=x onerror=alert(1)&gt;,')
  expect(html).not.toContain('<img')
  expect(html).not.toMatch(/href="javascript/i)
  expect(text).toContain(`Hello ${name},`)
})

test('a name that advertises is not said to a stranger', () => {
  for (const name of ['Win money at http://bad.test', 'see bad.test now', 'x'.repeat(200)]) {
    const { text } = writeMail({
      kind: 'confirm-registration',
      facts: { ...facts['confirm-registration'], name },
    })
    expect(text.startsWith('Hello,\n')).toBe(true)
  }
})

test('a subject is one line, whatever a clinic calls itself', () => {
  const clinic = 'Riverside\r\nBcc: all@people.test\u2028'
  const { subject } = writeMail({ kind: 'invitation', facts: { ...facts.invitation, clinic } })
  expect(subject).toBe('Invitation: Riverside Bcc: all@people.test')
})
