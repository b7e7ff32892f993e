import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { demo } from '../testing/ask.ts'
import { findChromium } from '../testing/find-chromium.ts'
import { settled } from '../testing/settled.ts'
import { enter } from '../testing/sign-in.ts'
import { startStack } from '../testing/start-stack.ts'
import { type PictureOf, picturesOf } from './pages.ts'
import { populate } from './populate.ts'

/**
 * `npm run web:pictures`: a picture of every page, light and dark, on a desk and on a phone, into `pictures/`, which git
 * does not keep. With names only of those: `npm run web:pictures -- start desk-today`.
 */
const folder = join(import.meta.dirname, '../../../../pictures')
const looks = [
  { name: 'desk', width: 1280, height: 800, scheme: 'light' },
  { name: 'desk-dark', width: 1280, height: 800, scheme: 'dark' },
  { name: 'phone', width: 390, height: 844, scheme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, scheme: 'dark' },
] as const
type Look = (typeof looks)[number]

const executablePath = findChromium()
if (!executablePath) {
  process.stderr.write('There is no Chromium on the PATH: install it to take pictures.\n')
  process.exit(1)
}
const stack = await startStack()
const browser = await chromium.launch({ executablePath })
try {
  const wanted = process.argv.slice(2)
  const pages = picturesOf(await populate(stack.url)).filter(
    ({ name }) => wanted.length === 0 || wanted.includes(name),
  )
  for (const look of looks) await takeAll(browser, look, pages)
  process.stdout.write(`${pages.length * looks.length} pictures are in pictures/.\n`)
} finally {
  await browser.close()
  await stack.stop()
}

async function takeAll(from: Browser, look: Look, pages: readonly PictureOf[]): Promise<void> {
  await mkdir(join(folder, look.name), { recursive: true })
  for (const as of new Set(pages.map((page) => page.as))) {
    const context = await from.newContext({
      baseURL: stack.url,
      viewport: { width: look.width, height: look.height },
      colorScheme: look.scheme,
      locale: 'en-US',
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
    })
    if (as) await signInOnce(context, as)
    for (const each of pages.filter((page) => page.as === as)) await take(context, look, each)
    await context.close()
  }
}

async function take(context: BrowserContext, look: Look, { name, path }: PictureOf): Promise<void> {
  const page = await context.newPage()
  await page.goto(path)
  await settled(page)
  // the widget stands in a frame of its own
  for (const frame of page.frames().slice(1)) await frame.locator('a, button').first().waitFor()
  await page.screenshot({
    path: join(folder, look.name, `${name}.png`),
    fullPage: look.name.startsWith('phone'),
  })
  await page.close()
}

/** In a page of its own: the browser keeps the session as it does for everybody. */
async function signInOnce(context: BrowserContext, email: string): Promise<void> {
  const page = await context.newPage()
  await enter(page, '/', demo(email))
  await page.close()
}
