import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { calendarPlans, enactPlan } from './oracle-plans.testing.ts'
import {
  type CalendarPlan,
  clockChanges,
  dayAfter,
  hoursOfDays,
  instantByTemporal,
  type OracleSlot,
  slotsByTemporal,
  wallClock,
  withoutOverlaps,
} from './oracle.testing.ts'
import { zonesThatAgree } from './zones-that-agree.testing.ts'
import { seed } from '../testing/seed.ts'

// the third line: by half an hour or by two; the fourth: never, or by another rule than most
const aroundMidnight = ['America/Havana', 'Asia/Beirut', 'Africa/Cairo', 'America/Santiago', 'America/Nuuk']
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

const longestEach = 7_000 / zones.length // milliseconds

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
  const compared = await zonesThatAgree(clinic.owner, zones, { from, until })
  agreeing = compared.agreeing
  for (const line of compared.leftOut) say(line)
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

test('a night that ends in a skipped hour reaches as far as its day, whichever days are asked for', async () => {
  for (const zone of agreeing.filter((each) => aroundMidnight.includes(each))) {
    const id = 'aaaaaaaa-0000-7000-8000-000000000000'
    const works = [{ shift: id, weekdays: [1, 2, 3, 4, 5, 6, 7], from: '-infinity', until: 'infinity' }]
    const shifts = [{ id, from: '23:40', until: '23:20', slotMinutes: 20, capacity: 1 }]
    const plan = { zone, shifts, closures: [], doctors: [{ id, active: true, works, overrides: [] }] }
    await enactPlan(clinic.owner, plan)
    for (const { at } of clockChanges(zone, dayAfter(from, 3), dayAfter(until, -3))) {
      const { date } = wallClock(zone, at)
      expect(differences(await wantedSlots(date, date), slotsByTemporal(plan, date, date))).toEqual(none)
    }
  }
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
      expect(differences(await wantedSlots(from, until), expected)).toEqual(none)
      tally.plans++
      tally.slots += expected.length
      await holdsAsRows(plan)
    })
    await expect(fc.assert(property, { seed: seed + nth, numRuns: 3 })).resolves.toBeUndefined()
  })
})

/** The days from the first clock change on, or the first days, as rows: also where shifts overlap. */
async function holdsAsRows(plan: CalendarPlan): Promise<void> {
  const [change] = clockChanges(plan.zone, dayAfter(from, 4), dayAfter(until, -6))
  const first = change ? wallClock(plan.zone, change.at).date : dayAfter(from, 4)
  const range = [first, dayAfter(first, 5)] as const
  const made = await clinic.database.query<{ added: number }>(
    `select added from refresh_slots($1, $2, 'system:test')`,
    [...range],
  )
  const expected = withoutOverlaps(slotsByTemporal(plan, ...range))
  expect(differences(await slotRows(), expected)).toEqual(none)
  expect(made.rows).toEqual([{ added: expected.length }])
  tally.inserted += expected.length
}

const columns = `concat_ws(' ', doctor_id, coalesce(shift_id::text, '-'), local_date,
  extract(epoch from starts_at)::bigint, extract(epoch from ends_at)::bigint, capacity)`

const wantedSlots = (...range: [from: string, until: string]) =>
  asText(`select ${columns} as line from wanted_slots($1, $2)`, range)
const slotRows = () => asText(`select ${columns} as line from slot`)

/** A line a slot, in one value: a year has many. */
async function asText(lines: string, values: string[] = []): Promise<string> {
  const { rows } = await clinic.owner.query<{ text: string | null }>(
    `select string_agg(line, e'\\n' order by line collate "C") as text from (${lines}) as l`,
    values,
  )
  return rows[0]?.text ?? ''
}

const none = { missing: [], extra: [] }

/** The first few of each. */
function differences(actual: string, slots: readonly OracleSlot[]): { missing: string[]; extra: string[] } {
  const expected = slots.map((s) =>
    [s.doctor, s.shift ?? '-', s.date, s.starts, s.ends, s.capacity].join(' '),
  )
  const lines = actual === '' ? [] : actual.split('\n')
  return { missing: lacking(expected, lines).slice(0, 5), extra: lacking(lines, expected).slice(0, 5) }
}

function lacking(wanted: string[], there: string[]): string[] {
  const have = new Set(there)
  return wanted.filter((line) => !have.has(line))
}
