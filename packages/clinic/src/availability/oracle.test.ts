import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { calendarPlans, enactPlan } from './oracle-plans.testing.ts'
import {
  type CalendarPlan,
  clockChanges,
  type ClockChange,
  dayAfter,
  hoursOfDays,
  instantByTemporal,
  offsetAt,
  type OracleSlot,
  slotsByTemporal,
  withoutOverlaps,
} from './oracle.testing.ts'

// the clock is set at midnight or an hour around it in the second line, by half an hour or by two in the third, never
// or by another rule than most in the fourth
const zones = [
  ...[
    'Europe/Berlin',
    'Europe/Dublin',
    'America/New_York',
    'America/St_Johns',
    'Australia/Adelaide',
    'Asia/Jerusalem',
  ],
  ...[
    'America/Havana',
    'Asia/Beirut',
    'America/Asuncion',
    'Africa/Cairo',
    'America/Santiago',
    'Atlantic/Azores',
  ],
  ...[
    'Australia/Lord_Howe',
    'Antarctica/Troll',
    'Pacific/Chatham',
    'Pacific/Easter',
    'America/Nuuk',
    'Asia/Tehran',
  ],
  ...[
    'Africa/Casablanca',
    'Pacific/Apia',
    'Asia/Kathmandu',
    'Pacific/Auckland',
    'Europe/Chisinau',
    'Asia/Kolkata',
  ],
]
const today = new Date().toISOString().slice(0, 10)
// a zone's tomorrow may be ours in two days: what is over is nobody's slot
const [from, until] = [dayAfter(today, 2), dayAfter(today, 366)]
const seed = Date.now() % 2 ** 31
const longestEach = 9_000 / zones.length // milliseconds

let clinic: TestClinic
let agreeing: string[]
const tally = { slots: 0, plans: 0, inserted: 0 }
const say = (line: string) => process.stdout.write(`${line}\n`)

beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 1 } })
  const { rows } = await clinic.owner.query<{ version: string; zones: number }>(
    `select current_setting('server_version') as version, count(*)::integer as zones from pg_timezone_names`,
  )
  say(`Oracle from ${from} to ${until}, seed ${seed}. Temporal: tzdata ${process.versions.tz}. Postgres`)
  say(
    `${rows[0]?.version} does not say which tzdata it has: ${rows[0]?.zones} zones, compared change by change.`,
  )
  agreeing = await zonesThatAgree()
})
afterAll(async () => {
  say(
    `Oracle: ${agreeing.length} zones, ${tally.plans} plans, ${tally.slots} slots, ${tally.inserted} also as rows.`,
  )
  await clinic[Symbol.asyncDispose]()
})

test('at least twenty zones have the same clock changes in Postgres and in Temporal', () => {
  expect(agreeing.length).toBeGreaterThanOrEqual(20)
  const changes = agreeing.flatMap((zone) => clockChanges(zone, from, until))
  expect(changes.length).toBeGreaterThan(20)
})

test('a wall time around each clock change of fifteen years means the instant that Temporal says', async () => {
  const changes = zones.flatMap((zone) =>
    clockChanges(zone, dayAfter(today, -15 * 365), dayAfter(today, -300)).map(({ at }) => ({ zone, at })),
  )
  const { rows } = await clinic.owner.query<{ zone: string; wall: string; instant: number }>(
    `select zone, to_char(wall, 'YYYY-MM-DD"T"HH24:MI') as wall,
       extract(epoch from instant_at(wall, zone))::float as instant
     from jsonb_to_recordset($1) as t (zone text, at float), to_timestamp(at) as changes,
       generate_series(-12, 12) as n, lateral (select (changes at time zone zone) + n * interval '15 minutes') as w (wall)`,
    [JSON.stringify(changes)],
  )
  expect(rows.length).toBeGreaterThan(5_000)
  const wrong = rows.filter(({ zone, wall, instant }) => instantByTemporal(zone, wall) !== instant)
  expect(wrong.slice(0, 5)).toEqual([])
})

describe.each(zones.map((zone, nth) => ({ zone, nth })))('over a year in $zone', ({ zone, nth }) => {
  test('a shift around the clock has no gap, no overlap, and as many slots as each day has half hours', async (test_) => {
    if (!agreeing.includes(zone)) return test_.skip()
    const id = 'aaaaaaaa-0000-7000-8000-000000000000'
    const works = [{ shift: id, weekdays: [1, 2, 3, 4, 5, 6, 7], from: '-infinity', until: 'infinity' }]
    const shifts = [{ id, from: '00:00', until: '00:00', slotMinutes: 30, capacity: 1 }]
    const doctors = [{ id, active: true, works, overrides: [] }]
    await enactPlan(clinic.owner, { zone, shifts, closures: [], doctors })
    const { rows } = await clinic.owner.query<{ date: string; slots: number; breaks: number }>(
      `select local_date::text as date, count(*)::integer as slots,
         (count(*) filter (where starts_at <> before))::integer as breaks
       from (select *, lag(ends_at) over (order by starts_at) as before from wanted_slots($1, $2)) as w
       group by local_date order by local_date`,
      [from, until],
    )
    const expected = [...hoursOfDays(zone, from, until)].map(([date, hours]) => {
      return { date, slots: hours * 2, breaks: 0 }
    })
    expect(rows).toEqual(expected)
  })

  test('random shifts, own days and closures make the slots that Temporal makes', async (test_) => {
    if (!agreeing.includes(zone)) return test_.skip()
    const began = performance.now()
    const property = fc.asyncProperty(calendarPlans(zone, from, until), async (plan) => {
      // a slow machine tries fewer
      if (performance.now() - began > longestEach) return
      await enactPlan(clinic.owner, plan)
      const expected = slotsByTemporal(plan, from, until)
      expectSame(await wantedSlots(), expected)
      tally.plans++
      tally.slots += expected.length
      await holdsAsRows(plan)
    })
    await fc.assert(property, { seed: seed + nth, numRuns: 3 })
  })
})

/** The week around the first clock change, or the first week, as rows: also where shifts overlap. */
async function holdsAsRows(plan: CalendarPlan): Promise<void> {
  const [change] = clockChanges(plan.zone, dayAfter(from, 4), dayAfter(until, -4))
  const around = change ? new Date(change.at * 1000).toISOString().slice(0, 10) : dayAfter(from, 4)
  const range = [dayAfter(around, -3), dayAfter(around, 3)] as const
  const made = await clinic.database.query<{ added: number }>(
    `select added from refresh_slots($1, $2, 'system:test')`,
    [...range],
  )
  const expected = withoutOverlaps(slotsByTemporal(plan, ...range))
  expectSame(await slotRows(), expected)
  expect(made.rows).toEqual([{ added: expected.length }])
  tally.inserted += expected.length
}

const columns = `concat_ws(' ', doctor_id, coalesce(shift_id::text, '-'), local_date,
  extract(epoch from starts_at)::bigint, extract(epoch from ends_at)::bigint, capacity)`

const wantedSlots = () => asText(`select ${columns} as line from wanted_slots($1, $2)`, [from, until])
const slotRows = () => asText(`select ${columns} as line from slot`)

/** A line a slot, in one value: a year has many. */
async function asText(lines: string, values: string[] = []): Promise<string> {
  const { rows } = await clinic.owner.query<{ text: string | null }>(
    `select string_agg(line, e'\\n' order by line collate "C") as text from (${lines}) as l`,
    values,
  )
  return rows[0]?.text ?? ''
}

function expectSame(actual: string, slots: readonly OracleSlot[]): void {
  const expected = slots
    .map((s) => [s.doctor, s.shift ?? '-', s.date, s.starts, s.ends, s.capacity].join(' '))
    .sort()
  if (actual === expected.join('\n')) return
  const lines = actual.split('\n')
  const [missing, extra] = [lacking(expected, lines), lacking(lines, expected)]
  expect({ missing: missing.slice(0, 5), extra: extra.slice(0, 5) }).toEqual({ missing: [], extra: [] })
}

function lacking(wanted: string[], there: string[]): string[] {
  const have = new Set(there)
  return wanted.filter((line) => !have.has(line))
}

/** What Postgres and Temporal say of the tested year, where they say the same. */
async function zonesThatAgree(): Promise<string[]> {
  const [first, last] = [dayAfter(from, -1), dayAfter(until, 1)]
  const { rows } = await clinic.owner.query<{ zone: string; clock: ClockChange[] }>(
    `with told as (
       select zone, at, away, lag(away) over (partition by zone order by at) as away_before
       from unnest($1::text[]) as z (zone),
         generate_series($2::timestamptz, $3::timestamptz, '30 minutes') as at,
         lateral (select extract(epoch from (at at time zone zone) - (at at time zone 'UTC'))::integer) as o (away)
     )
     select zone, json_agg(json_build_object('at', extract(epoch from at)::bigint, 'offset', away) order by at) as clock
     from told where away is distinct from away_before group by zone`,
    [zones, `${first}T00:00Z`, `${last}T00:00Z`],
  )
  const [begins, ends] = [first, last].map((day) => Date.parse(day) / 1000) as [number, number]
  return zones.filter((zone) => {
    const told = rows.find((row) => row.zone === zone)?.clock
    const changes = clockChanges(zone, dayAfter(first, -1), dayAfter(last, 1))
    const within = changes.filter(({ at }) => begins < at && at <= ends)
    const known = [{ at: begins, offset: offsetAt(zone, begins) }, ...within]
    const same = JSON.stringify(told) === JSON.stringify(known)
    if (!same)
      say(`Left out: ${zone}. Postgres: ${JSON.stringify(told)}; Temporal: ${JSON.stringify(known)}.`)
    return same
  })
}
