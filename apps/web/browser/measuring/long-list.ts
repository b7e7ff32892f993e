import type { Page } from 'playwright-core'
import { settled } from '../testing/settled.ts'
import { nowIn, type Watched, watched } from './watch-page.ts'

export interface ListWatched {
  /** From the press until every row is judged */
  readonly judged: Watched
  /** Down to the last row and up again */
  readonly scrolled: Watched
}

/** Has the operator's console say what a list of so many clinics would do, and goes through what it says. */
export async function judgeLongList(page: Page, rows: number): Promise<ListWatched> {
  await page.goto('/operator/onboarding')
  await settled(page)
  await page.getByRole('tab', { name: 'Many, from a list' }).click()
  const file = { name: 'clinics.csv', mimeType: 'text/csv', buffer: Buffer.from(listOf(rows)) }
  await page.locator('input[type=file]').setInputFiles(file)
  const judge = page.getByRole('button', { name: 'Look what it would do' })
  const pressedAt = await nowIn(page)
  await judge.click()
  const table = page.locator(`[role=table][aria-rowcount="${rows}"]`)
  await table.waitFor({ timeout: 120_000 })
  await page.waitForTimeout(500)
  const judged = await watched(page, pressedAt)
  const scrollsFrom = await nowIn(page)
  await table.hover()
  for (let screen = 0; screen < 60; screen++) await page.mouse.wheel(0, 12 * rows)
  await table.locator(`[aria-rowindex="${rows}"]`).waitFor()
  for (let screen = 0; screen < 60; screen++) await page.mouse.wheel(0, -12 * rows)
  await table.locator('[aria-rowindex="1"]').waitFor()
  return { judged, scrolled: await watched(page, scrollsFrom) }
}

function listOf(rows: number): string {
  const clinics = Array.from(
    { length: rows },
    (_, nth) => `practice-${nth},Practice No. ${nth},Europe/Berlin,DE,Seestraße ${nth},Berlin`,
  )
  return ['slug,name,timeZone,country,line,city', ...clinics].join('\n')
}
