import type { BrowserContext, Page } from 'playwright-core'

export interface Watched {
  /** Longest stretch without an answer to anybody, in milliseconds; 0 where none was over 50 (W3C Long Tasks) */
  readonly longestTask: number
  /** All that moved without being asked to (W3C Layout Instability): more than the session window of CLS */
  readonly shift: number
}

/** Has every page of these watch itself from its first moment on. */
export const watchPages = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const watched = { tasks: [] as { at: number; took: number }[], shift: 0 }
    Object.assign(window, { watched })
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        watched.tasks.push({ at: startTime, took: duration })
    }).observe({ type: 'longtask', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
      })[]) {
        if (!entry.hadRecentInput) watched.shift += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

interface Window {
  watched: { tasks: { at: number; took: number }[]; shift: number }
}

/** What a page has seen of itself since then. */
export const watched = (page: Page, since = 0): Promise<Watched> =>
  page.evaluate((from) => {
    const { tasks, shift } = (window as unknown as Window).watched
    const took = tasks.filter(({ at }) => at >= from).map((task) => task.took)
    return { longestTask: Math.max(0, ...took), shift }
  }, since)

/** The page's own clock, for `since`. */
export const nowIn = (page: Page): Promise<number> => page.evaluate(() => performance.now())

/**
 * Does something with an API that takes three seconds, and tells how long it was until the page showed anything of it:
 * progress, another page, words.
 * @param act one press that asks the API for something
 * @returns milliseconds from the press to the next picture that differs
 */
export async function showsProgress(page: Page, act: () => Promise<void>): Promise<number> {
  await page.route('**/v1/**', async (route) => {
    await new Promise((after) => setTimeout(after, 3_000))
    await route.continue().catch(() => {})
  })
  const shown = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let pressed: number | undefined
        const press = (event: Event) => (pressed ??= event.timeStamp)
        for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, press, { capture: true })
        const seen = new MutationObserver(() => {
          if (pressed === undefined) return
          const from = pressed
          seen.disconnect()
          requestAnimationFrame(() => resolve(performance.now() - from))
        })
        seen.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
      }),
  )
  const [took] = await Promise.all([shown, act()])
  await page.unrouteAll({ behavior: 'wait' })
  return took
}
