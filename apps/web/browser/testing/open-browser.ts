import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** From now on the console may say this as well */
  expect(complaint: RegExp): void
}

export interface VisitorOptions {
  readonly width?: number
  readonly height?: number
  readonly language?: string
  readonly scheme?: 'light' | 'dark'
  /** What the console may say in this journey: the browser reports each refused request, and some are the point */
  readonly expecting?: RegExp
}

/** Whether the journeys of a file run at all. */
export const hasChromium = inject('chromium') !== ''

/**
 * A browser for the tests of this file. Each visitor has cookies and storage of their own, and a test fails when a page
 * of theirs has written an error or a warning to its console.
 */
export function openBrowser(): { visitor(options?: VisitorOptions): Promise<Visitor> } {
  let browser: Browser
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: inject('chromium') })
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await leave(context)
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(() => browser?.close())
  return {
    async visitor({ width = 1280, height = 900, language = 'en-US', scheme = 'light', expecting } = {}) {
      const context = await browser.newContext({
        baseURL: inject('url'),
        viewport: { width, height },
        locale: language,
        colorScheme: scheme,
        timezoneId: 'America/New_York',
        reducedMotion: 'reduce',
      })
      context.setDefaultTimeout(15_000)
      contexts.push(context)
      const page = await context.newPage()
      const expected = expecting ? [expecting] : []
      page.on('console', (message) => {
        const text = message.text()
        const matters = ['error', 'warning'].includes(message.type())
        if (matters && !expected.some((each) => each.test(text))) complaints.push(`${page.url()}: ${text}`)
      })
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
      return { page, context, expect: (complaint) => void expected.push(complaint) }
    },
  }
}

/** Closes a visitor's browser. A request that the journey had its hand on may still be under way: nobody waits for it. */
async function leave(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.close()
}
