import { ActorLoader, addAccount, SigningKeys, TokenIssuer, TokenVerifier } from '@polyclinic/control'
import { openHere } from '../../clinics/testing/installed.ts'
import { arenaManifest } from '../booking/arena-manifest.ts'
import { prepareBodies } from '../booking/bodies.ts'
import { openArena, publicUrl } from '../booking/open-arena.ts'
import { resetBookings } from '../booking/prepare-calls.ts'
import { startApiService } from '../booking/start-service.ts'

export const logins = 20
const password = 'correct horse battery staple'

export interface Scene extends AsyncDisposable {
  readonly port: number
  readonly slotId: string
  readonly clinicPath: string
  /** Each a slot of its own */
  readonly bookings: readonly string[]
  /** One for each account that signs in again and again */
  readonly credentials: readonly string[]
  issueTokens(): Promise<string[]>
  emptyCalendar(): Promise<void>
  /** Seconds that the API's process has worked up to now */
  cpuSeconds(): Promise<number>
  /** What authenticates in the API, with its tokens remembered */
  readonly actors: ActorLoader
}

/** The booking's arena with one API, and accounts that sign in. */
export async function openScene(): Promise<Scene> {
  await using opening = new AsyncDisposableStack()
  const arena = opening.use(await openArena())
  const { provisioner } = opening.use(await openHere(arena.environment))
  const inside = arena.asSuperuser(arena.entrance.database)
  const bodies = await prepareBodies(inside)
  const emails = Array.from({ length: logins }, (_, nth) => `somebody-${nth}@bench.test`)
  for (const email of emails) {
    await addAccount(provisioner, { email, password, patient: { name: 'Some Body', email } })
  }
  const environment = { POLYCLINIC_TRUSTED_PROXIES: '1' }
  const api = opening.use(await startApiService(arena, { name: 'api', environment }))
  const parties = { issuer: publicUrl, audience: publicUrl }
  const keys = new SigningKeys(provisioner)
  const issuer = new TokenIssuer(keys, parties)
  const kept = opening.move()
  return {
    port: api.port,
    slotId: JSON.parse(bodies.uncontended[0] ?? '{}').slotId,
    clinicPath: `/v1/clinics/${arenaManifest.slug}`,
    bookings: bodies.uncontended,
    credentials: emails.map((email) => JSON.stringify({ email, password })),
    // as those of a session, which is looked for among the ended ones
    issueTokens: () =>
      Promise.all(
        arena.people.map((each) =>
          issuer.issue({
            ...each,
            hasRoles: false,
            dependents: [],
            sessionId: each.accountId,
            method: 'password',
          }),
        ),
      ),
    emptyCalendar: () => resetBookings(inside),
    async cpuSeconds() {
      const text = await (await fetch(`http://127.0.0.1:${api.port}/metrics`)).text()
      return Number(/^process_cpu_seconds_total ([\d.e-]+)/m.exec(text)?.[1])
    },
    actors: new ActorLoader(provisioner, new TokenVerifier(keys, parties)),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
