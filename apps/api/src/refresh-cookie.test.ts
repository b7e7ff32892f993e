import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let service: TestService
let email: string
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  email = (await service.patient()).email
})
afterAll(() => service[Symbol.asyncDispose]())

const name = '__Host-polyclinic-refresh'
const own = { host: 'api.test', origin: 'http://api.test' }
interface Place {
  readonly host: string
  readonly origin?: string | undefined
  readonly cookie?: string | undefined
  readonly proto?: string
}

const ask = (
  id: 'signIn' | 'refresh' | 'logOut',
  { host, origin, cookie, proto }: Place,
  body: object = { refresh: 'cookie' },
) =>
  service.ask(id, {
    host,
    body,
    headers: {
      ...(origin && { origin }),
      ...(cookie && { cookie: `other=1; ${name}=${cookie}` }),
      ...(proto && { 'x-forwarded-proto': proto }),
    },
  })

async function signedIn(place: Place = own) {
  const reply = await ask('signIn', place, { email, password: testPassword, refresh: 'cookie' })
  return { reply, cookie: cookieOf(reply) }
}

const cookieOf = ({ headers }: { headers: { 'set-cookie'?: string[] | undefined } }): string =>
  /^__Host-polyclinic-refresh=([^;]*);/.exec(headers['set-cookie']?.[0] ?? '')?.[1] ?? ''

describe('the refresh token of a browser', () => {
  it('goes into a cookie that scripts, other hosts and plain connections do not get, and into no body', async () => {
    const { reply, cookie } = await signedIn()
    expect(reply.status).toBe(200)
    expect(cookie).toMatch(/^[\w-]{43}$/)
    const attributes = reply.headers['set-cookie']?.[0]?.split('; ').slice(1).sort()
    expect(attributes).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Strict', 'Secure'])
    expect(Object.keys(reply.body ?? {}).sort()).toEqual(['accessToken', 'expiresIn', 'tokenType'])
    const next = await ask('refresh', { ...own, cookie })
    expect([next.status, next.text.includes('refreshToken')]).toEqual([200, false])
    expect(cookieOf(next)).toMatch(/^[\w-]{43}$/)
    expect(cookieOf(next)).not.toBe(cookie)
    const out = await ask('logOut', { ...own, cookie: cookieOf(next) })
    expect([out.status, out.headers['set-cookie']]).toEqual([
      204,
      [`${name}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict`],
    ])
    expect((await ask('refresh', { ...own, cookie: cookieOf(next) })).status).toBe(401)
  })

  it('is used by pages of the very origin alone: from all others nothing happens', async () => {
    const { cookie } = await signedIn()
    const foreign: Place[] = [
      { host: 'api.test' },
      { host: 'api.test', origin: 'null' },
      { host: 'api.test', origin: 'https://api.test' },
      { host: 'api.test', origin: 'http://api.test:8080' },
      { host: 'api.test', origin: 'http://api.test.evil.test' },
      { host: 'api.test', origin: 'http://evil.test' },
      { host: 'api.test', origin: 'http://alpha.localhost' },
      // siblings, though a browser takes them for one site
      { host: 'alpha.localhost', origin: 'http://beta.localhost' },
      { host: 'alpha.localhost', origin: 'http://localhost' },
      { host: 'alpha.localhost:8080', origin: 'http://alpha.localhost' },
      // a name that leads here without being ours
      { host: 'evil.test', origin: 'http://evil.test' },
      { host: 'evil.alpha.localhost', origin: 'http://evil.alpha.localhost' },
      { host: 'eviapi.test', origin: 'http://eviapi.test' },
    ]
    for (const place of foreign) {
      for (const id of ['refresh', 'logOut'] as const) {
        const refused = await ask(id, { ...place, cookie })
        expect([place, refused.status, refused.problem.code]).toEqual([place, 403, 'foreign-origin'])
        expect(refused.headers['set-cookie']).toBeUndefined()
      }
      const { reply } = await signedIn(place)
      expect([place, reply.status, reply.problem.code]).toEqual([place, 403, 'foreign-origin'])
    }
    // a use would have rotated it: its successor would be unknown, and this the second
    const control = service.fleet.asSuperuser(service.fleet.name)
    const { rows } = await control.query('select used_at from refresh_token where hash = sha256($1::bytea)', [
      Buffer.from(cookie),
    ])
    expect(rows).toEqual([{ used_at: null }])
    expect((await ask('refresh', { ...own, cookie })).status).toBe(200)
  })

  it.each<Place>([
    { host: 'alpha.localhost', origin: 'http://alpha.localhost' },
    { host: 'ALPHA.localhost:8080', origin: 'http://alpha.localhost:8080' },
    { host: 'api.test', origin: 'https://api.test', proto: 'https' },
    { host: 'api.test', origin: 'https://api.test', proto: 'http, https' },
  ])('works on $host for pages of $origin', async (place) => {
    const { cookie } = await signedIn(place)
    expect((await ask('refresh', { ...place, cookie })).status).toBe(200)
  })

  it('is taken from the one place that the request names', async () => {
    const { cookie } = await signedIn()
    const both = await ask('refresh', { ...own, cookie }, { refresh: 'cookie', refreshToken: cookie })
    expect([both.status, both.problem['issues']]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/refreshToken' })],
    ])
    expect((await ask('refresh', { ...own, cookie }, {})).status).toBe(401)
    expect((await ask('refresh', { ...own, cookie }, { refresh: 'header' })).status).toBe(400)
    expect((await ask('refresh', own)).status).toBe(401)
  })
})
