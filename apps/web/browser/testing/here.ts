import { inject } from 'vitest'
import { type Asker, ask, askAs, type Person, type Question, type Reply } from './ask.ts'

/** `ask` at the installation of these tests. */
export const askHere = <T = any>(method: string, path: string, question?: Question): Promise<Reply<T>> =>
  ask<T>(inject('url'), method, path, question)

export const askHereAs = (person: Person): Promise<Asker> => askAs(inject('url'), person)

export async function tokenOf({ email, password }: Person): Promise<string> {
  return (await askHere('POST', '/v1/auth/login', { body: { email, password } })).body.accessToken
}
