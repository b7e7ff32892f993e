import { testPassword } from '../testing/test-people.ts'
import type { TestService } from '../testing/start-test-service.ts'
import type { Person } from './people.ts'
import type { Planted } from './records.ts'

/** Somebody's session on another device, beside the tokens that the matrix asks with. */
export async function plantSession(service: TestService, { name, email, token }: Person): Promise<Planted> {
  const signedIn = await service.ask('signIn', { body: { email, password: testPassword } })
  if (signedIn.status !== 200) throw new Error(signedIn.text)
  const { body } = await service.ask('listSessions', { token })
  return { kind: 'session', id: body.items[0]?.id ?? '', person: name }
}

/** The erasure of somebody who is nobody else of the matrix. */
export async function plantErasure(service: TestService): Promise<Planted> {
  const { token } = await service.patient()
  const begun = await service.ask('eraseOwnPatient', { token, body: { password: testPassword } })
  if (begun.status !== 202) throw new Error(begun.text)
  return { kind: 'erasure', id: begun.body.id }
}

/** A calendar of somebody, and what its secret address leads to: whoever has that is let in. */
export async function plantFeed(service: TestService, { name, token }: Person): Promise<Planted[]> {
  const body = { kind: 'patient', name: 'On the phone' } as const
  const made = await service.ask('addFeed', { token, body })
  if (made.status !== 201) throw new Error(made.text)
  const secret = made.body.url.split('/').at(-2) ?? ''
  return [
    { kind: 'feed', id: made.body.id, person: name },
    { kind: 'calendar', id: secret },
  ]
}
