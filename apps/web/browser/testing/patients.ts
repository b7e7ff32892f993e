import { randomUUID } from 'node:crypto'
import type { Asker, Person } from './ask.ts'
import { demo } from './ask.ts'
import { askHere, askHereAs } from './here.ts'
import { mailTo } from './mail-to.ts'

export interface Patient extends Person {
  readonly ask: Asker
}

/** Somebody of the demonstration: an installation takes few registrations an hour from one address. */
export const pat = demo('pat@home.example')

const codeIn = /^[A-Z0-9]{4}-[A-Z0-9]{4}$/m

/** The code of the mail that proves an address. */
export async function codeFor(email: string): Promise<string> {
  const [code] = codeIn.exec((await mailTo(email, codeIn)).text) ?? []
  if (!code) throw new Error(`the mail to ${email} has no code`)
  return code
}

/** Registers a patient of this journey's own. */
export async function newPatient(name: string): Promise<Patient> {
  const email = `${randomUUID().slice(0, 8)}@mine.example`
  const person = { email, password: `the password of ${email}` }
  await askHere('POST', '/v1/auth/register', { body: { ...person, name, timeZone: 'America/New_York' } })
  await askHere('POST', '/v1/auth/register/confirm', { body: { email, code: await codeFor(email) } })
  return { ...person, ask: await askHereAs(person) }
}
