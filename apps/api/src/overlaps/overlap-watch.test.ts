import type { Clinic } from '@polyclinic/clinic'
import type { ControlPlane } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Database } from '@polyclinic/postgres'
import { describe, expect, it } from 'vitest'
import { OverlapWatch } from './overlap-watch.ts'

const me: Actor = { kind: 'account', accountId: 'a', patientId: 'me', operator: false, memberships: [] }
const visit = {
  id: 'this',
  patientId: 'me',
  startsAt: '2027-01-04T09:00:00.000Z',
  endsAt: '2027-01-04T09:30:00.000Z',
}
const at = (id: string, from: string, until: string) => ({
  id,
  patientId: 'me',
  doctorName: 'Ada Byron',
  slug: 'beta',
  clinicName: 'Beta',
  held: false,
  startsAt: new Date(`2027-01-04T${from}:00Z`),
  endsAt: new Date(`2027-01-04T${until}:00Z`),
})

/** A database that gives these rows to whoever looks, and takes whatever is recorded. */
function databaseOf(answer: () => Promise<object[]>) {
  const asked: string[] = []
  const database = {
    async query({ name = '' }: { name?: string }) {
      asked.push(name)
      return { rows: /taken-times|heard-of/.test(name) ? await answer() : [] }
    },
  } as unknown as Database
  return { database, asked }
}
const clinicWith = (answer: () => Promise<object[]>) =>
  ({ id: 'c', slug: 'alpha', name: 'Alpha', ...databaseOf(answer) }) as unknown as Clinic
const controlWith = (answer: () => Promise<object[]>) => databaseOf(answer)
const silent = () => new Promise<never>(() => {})
const watchWith = (control: { database: Database }, now?: () => number) =>
  new OverlapWatch(control as unknown as ControlPlane, now)

describe('beside a booking', () => {
  it('only what shares its time is told, and of the two ends that touch neither', async () => {
    const rows = [
      at('touches', '08:30', '09:00'),
      at('begins in it', '09:29', '10:00'),
      at('holds all of it', '08:00', '11:00'),
      at('follows', '09:30', '10:00'),
      at('this', '09:00', '09:30'),
    ]
    const watching = watchWith(controlWith(async () => rows)).watch(
      clinicWith(async () => []),
      me,
      undefined,
    )
    const warnings = await watching.warningsFor(visit)
    expect(warnings.map(({ appointmentId }) => appointmentId)).toEqual(['begins in it', 'holds all of it'])
  })

  it('a control plane that says nothing holds it up for a moment only, and hides nothing of the clinic', async () => {
    const overlaps = watchWith(controlWith(silent))
    const clinic = clinicWith(async () => [at('here', '09:00', '10:00')])
    const began = performance.now()
    const warnings = await overlaps.watch(clinic, me, undefined).warningsFor(visit)
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(warnings).toMatchObject([{ appointmentId: 'here', clinic: { slug: 'alpha' } }])
  })

  it('a control plane that fails is left alone for a second', async () => {
    let now = 0
    const control = controlWith(async () => {
      throw new Error('away')
    })
    const overlaps = watchWith(control, () => now)
    const clinic = clinicWith(async () => [])
    const book = () => overlaps.watch(clinic, me, undefined).warningsFor(visit)
    for (let nth = 0; nth < 3; nth++) expect(await book()).toEqual([])
    expect(control.asked).toHaveLength(1)
    now = 1_001
    await book()
    expect(control.asked).toHaveLength(2)
  })

  it('whoever is neither the patient nor their guardian is told nothing, and nothing is looked up', async () => {
    const control = controlWith(async () => [at('elsewhere', '09:00', '10:00')])
    const clinic = clinicWith(async () => [at('here', '09:00', '10:00')])
    const desk: Actor = { ...me, patientId: undefined as unknown as string }
    for (const actor of [desk, me]) {
      const watching = watchWith(control).watch(clinic, actor, 'somebody')
      expect(await watching.warningsFor({ ...visit, patientId: 'somebody' })).toEqual([])
    }
    expect(control.asked).toEqual([])
  })
})
