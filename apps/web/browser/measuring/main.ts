import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { demo } from '../testing/ask.ts'
import { findChromium } from '../testing/find-chromium.ts'
import { settled } from '../testing/settled.ts'
import { enter } from '../testing/sign-in.ts'
import { startStack } from '../testing/start-stack.ts'
import { fillClinic, type Size } from './fill-clinic.ts'
import { judgeLongList } from './long-list.ts'
import { manyRows } from './many-rows.ts'
import { pressesOf } from './presses.ts'
import { nowIn, showsProgress, type Watched, watched, watchPages } from './watch-page.ts'

/**
 * `npm run bench:web`: the longest task and what moved by itself while pages are opened and long lists are scrolled to
 * their end, and how long a press is without an answer of the screen. `-- --small` for a smaller day and shorter lists.
 */
const small = process.argv.includes('--small')
const size: Size = { patients: 120, ...(small ? { doctors: 6, visits: 60 } : { doctors: 20, visits: 300 }) }
const rows = small ? 500 : 10_000
const rounds = 5
const executablePath = findChromium()
if (!executablePath) {
  process.stderr.write('There is no Chromium on the PATH: install it to measure the screens.\n')
  process.exit(1)
}
const desk = 'desk@riverside.example'
const pat = 'pat@home.example'
const lines: Line[] = []
interface Line extends Watched {
  readonly what: string
}

const stack = await startStack()
const browser = await chromium.launch({ executablePath })
try {
  process.stderr.write(`Fills the clinic: ${JSON.stringify(size)}\n`)
  const { day } = await fillClinic(stack.url, size)
  const console = '/clinic/riverside'
  await opens(undefined, {
    start: '/',
    'what is free': '/?specialty=family-medicine',
    'a clinic': '/c/riverside',
  })
  await opens(pat, { 'own visits': '/visits', 'who has read': '/privacy' })
  await opens(desk, {
    [`today, ${size.doctors} doctors, ${size.visits} visits`]: `${console}?date=${day}`,
    queue: `${console}/queue`,
    'book at the desk': `${console}/book`,
    'day list': `${console}/day-list?date=${day}`,
  })
  await opens('admin@riverside.example', { doctors: `${console}/doctors`, figures: `${console}/figures` })
  await opens('operator@polyclinic.example', { clinics: '/operator' })
  await scrolls(desk, 'patients', `${console}/patients`)
  await scrolls('admin@riverside.example', 'audit', `${console}/audit`)
  await scrolls('operator@polyclinic.example', 'clinics', '/operator')
  await as('operator@polyclinic.example', async (context) => {
    const { judged, scrolled } = await judgeLongList(await context.newPage(), rows)
    lines.push({ what: `${rows} rows of a list of clinics, judged`, ...judged })
    lines.push({ what: `${rows} rows of a list, to the end and back`, ...scrolled })
  })
  const presses = await measurePresses(day)
  const folder = join(import.meta.dirname, '../../../../.polyclinic/bench')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'web.json'), `${JSON.stringify({ size, lines, presses }, null, 2)}\n`)
  const columns = (...cells: string[]) =>
    cells[0]?.padEnd(44) +
    cells
      .slice(1)
      .map((c) => c.padStart(18))
      .join('')
  process.stdout.write(
    [
      columns('', 'longest task ms', 'moved by itself'),
      ...lines.map(({ what, longestTask, shift }) =>
        columns(what, String(Math.round(longestTask)), shift.toFixed(3)),
      ),
      columns('goal', '<= 100 in lists', '< 0.05'),
      '',
      columns(`until a press is seen, ${rounds} times`, 'median ms', 'longest ms'),
      ...Object.entries(presses).map(([what, took]) =>
        columns(
          what,
          ...[took[Math.floor(took.length / 2)], took.at(-1)].map((ms = 0) => String(Math.round(ms))),
        ),
      ),
      columns('goal', '', '<= 100'),
      '',
    ].join('\n'),
  )
} finally {
  await browser.close()
  await stack.stop()
}

async function as<T>(email: string | undefined, work: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext({
    baseURL: stack.url,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'America/New_York',
  })
  await watchPages(context)
  if (email) {
    const page = await context.newPage()
    await enter(page, '/', demo(email))
    await page.close()
  }
  return await work(context).finally(() => context.close())
}

/** Opens pages, each in a tab of its own, until they show what they are for and one second more. */
function opens(email: string | undefined, pages: Readonly<Record<string, string>>): Promise<void> {
  return as(email, async (context) => {
    for (const [what, path] of Object.entries(pages)) {
      const page = await context.newPage()
      await page.goto(path)
      await settled(page)
      // what would move now is what comes late
      await page.waitForTimeout(1_000)
      lines.push({ what, ...(await watched(page)) })
      await page.close()
    }
  })
}

/** Down a list to its very end, page by page, and up again. */
function scrolls(email: string, list: string, path: string): Promise<void> {
  return as(email, async (context) => {
    const page = await context.newPage()
    await manyRows(page, `/${list}`, rows)
    await page.goto(path)
    await settled(page)
    const from = await nowIn(page)
    while (await loadsMore(page));
    for (let screen = 0; screen < 40; screen++) await page.mouse.wheel(0, -20_000)
    await page.waitForTimeout(500)
    lines.push({ what: `${rows} ${list}, to the end and back`, ...(await watched(page, from)) })
  })
}

/** Some lists go on by themselves, some by a press. */
async function loadsMore(page: Page): Promise<boolean> {
  const seen = () =>
    page.evaluate(() => {
      const row = document.querySelector('[aria-setsize], [aria-rowcount]')
      return Number(row?.getAttribute('aria-setsize') ?? row?.getAttribute('aria-rowcount') ?? 0)
    })
  const before = await seen()
  if (before >= rows) return false
  await page.mouse.wheel(0, 1_000_000)
  const more = page.getByRole('button', { name: 'Show more' })
  if ((await more.count()) > 0) await more.click()
  const deadline = Date.now() + 10_000
  while ((await seen()) === before) {
    if (Date.now() > deadline) throw new Error(`The list ended at ${before} of ${rows} rows.`)
    await page.waitForTimeout(10)
  }
  return true
}

/** Each press some times, on a page that has been there for a second, as nobody presses sooner. */
async function measurePresses(day: string): Promise<Record<string, number[]>> {
  const took: Record<string, number[]> = {}
  for (const { what, as: email, path, ready, press } of pressesOf(day)) {
    await as(email, async (context) => {
      for (let round = 0; round < rounds; round++) {
        const page = await context.newPage()
        await page.goto(path)
        await settled(page)
        await page.waitForTimeout(1_000)
        page.setDefaultTimeout(10_000)
        await ready?.(page)
        const seenAfter = await showsProgress(page, () => press(page)).catch((cause: unknown) => {
          throw new Error(`It could not be pressed: ${what}`, { cause })
        })
        took[what] = [...(took[what] ?? []), seenAfter].toSorted((a, b) => a - b)
        await page.close()
      }
    })
  }
  return took
}
