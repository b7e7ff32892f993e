import { generateSlots } from '@polyclinic/clinic'
import type { BenchClinic } from './bench-clinic.ts'
import { median, round, timed } from './timed.ts'

export interface GenerationFigures {
  slots: number
  /** Milliseconds, medians */
  bare: number
  first: number
  byWeeks: number
  again: number
  oneDoctorAgain: number
  ratio: number
  againRatio: number
}

const columns = 'doctor_id, open_doctor_id, shift_id, local_date, starts_at, ends_at, capacity'
const range = `(now() at time zone 'Europe/Berlin')::date + 1, (now() at time zone 'Europe/Berlin')::date + `

/** The two are taken in turns, so that whatever else the machine does falls on both. */
export async function measureGeneration(
  { clinic, owner }: BenchClinic,
  { days, rounds }: { days: number; rounds: number },
): Promise<GenerationFigures> {
  await makeBareTable(owner, days)
  const refresh = (doctors: string) =>
    clinic.database.query<{ added: number }>(
      `select added from refresh_slots(${range}${days}, 'system:bench', ${doctors})`,
    )
  const took: Record<'bare' | 'first' | 'byWeeks' | 'again' | 'oneDoctorAgain', number[]> = {
    bare: [],
    first: [],
    byWeeks: [],
    again: [],
    oneDoctorAgain: [],
  }
  let slots = 0
  for (let turn = 0; turn < rounds; turn++) {
    const steps: [number[], () => Promise<unknown>][] = [
      [took.bare, () => owner.query(insertBare)],
      [took.first, async () => (slots = (await refresh('null')).rows[0]?.added ?? 0)],
      [took.byWeeks, () => generateByWeeks(clinic, days)],
    ]
    for (const [times, step] of turn % 2 ? steps.toReversed() : steps) {
      await owner.query('truncate slot, bare_slot cascade')
      times.push(await timed(step))
    }
    await refresh('null')
    took.again.push(await timed(() => refresh('null')))
    took.oneDoctorAgain.push(await timed(() => refresh('array(select id from doctor limit 1)')))
  }
  const [bare, first, byWeeks] = [took.bare, took.first, took.byWeeks].map((t) => round(median(t))) as Three
  const [again, oneDoctorAgain] = [median(took.again), median(took.oneDoctorAgain)].map(round) as [
    number,
    number,
  ]
  const ratios = { ratio: round(bare / first), againRatio: round(again / first) }
  return { slots, bare, first, byWeeks, again, oneDoctorAgain, ...ratios }
}

type Three = [number, number, number]

const insertBare = `insert into bare_slot (${columns})
  select doctor_id, doctor_id, shift_id, local_date, starts_at, ends_at, capacity
  from planned order by doctor_id, starts_at`

/** As the clinic's people ask for it: a week a statement. */
async function generateByWeeks(clinic: BenchClinic['clinic'], days: number): Promise<void> {
  const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10)
  const memberships = [{ clinicId: clinic.id, role: 'clinic_admin' as const }]
  const admin = { kind: 'account', accountId: clinic.id, operator: false, memberships } as const
  await generateSlots(clinic, admin, { from: day(1), to: day(days) })
}

/** The same rows, computed before; the same table with all that defends it. */
async function makeBareTable(owner: BenchClinic['owner'], days: number): Promise<void> {
  await owner.query(`create table planned as select * from wanted_slots(${range}${days})`)
  await owner.query(`create table bare_slot (like slot including all,
    foreign key (doctor_id) references doctor (id),
    foreign key (open_doctor_id) references doctor (active_id) on update set null,
    foreign key (shift_id) references shift (id) on delete set null) with (fillfactor = 70)`)
}
