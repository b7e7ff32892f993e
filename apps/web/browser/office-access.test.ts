import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { demo } from './testing/ask.ts'
import { enter } from './testing/sign-in.ts'
import { graveFindings } from './testing/grave-findings.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'
import { settled } from './testing/settled.ts'

const ofAdmin = [
  'doctors',
  'shifts',
  'visit-types',
  'closures',
  'opening-hours',
  'specialties',
  'policy',
  'members',
  'figures',
  'audit',
  'notice-words',
  'webhooks',
  'exports',
]
const ofDoctor = ['my-day', 'my-week', 'my-availability']

describe.skipIf(!hasChromium)('each page of the office and of a doctor', () => {
  const { visitor } = openBrowser()
  const pages = [
    ['admin@riverside.example', ofAdmin],
    ['maya.chen@riverside.example', ofDoctor],
  ] as const

  it.each([
    { width: 390, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
  ] as const)(
    'can be read by everybody at $width px, $scheme',
    async ({ width, scheme }) => {
      for (const [email, names] of pages) {
        const { page } = await visitor({ width, scheme })
        await enter(page, `/clinic/riverside/${names[0]}`, demo(email))
        for (const name of names) {
          await page.goto(`/clinic/riverside/${name}`)
          await settled(page)
          await page.getByRole('heading', { level: 1 }).waitFor()
          expect(await graveFindings(page)).toEqual([])
          expect(await tooWide(page), name).toBeLessThanOrEqual(0)
        }
      }
    },
    240_000,
  )
})

/** By how much the page would scroll sideways. */
const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
