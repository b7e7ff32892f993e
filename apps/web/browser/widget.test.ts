import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { graveFindings } from './testing/grave-findings.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'

interface FreeSlot {
  readonly id: string
  readonly startsAt: string
  readonly doctor: { readonly name: string }
}

/** A clinic's own site, at an origin that is not ours. */
const site = createServer((_, answer) => {
  answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  answer.end(`<!doctype html><html lang="en"><title>Our practice</title><link rel="icon" href="data:,">
    <h1>Our practice</h1>
    <script src="${inject('url')}/widget.js" data-clinic="harbour-view" data-color="#ffd23f" async></script></html>`)
})
let siteUrl: string

const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
  const answer = await fetch(`${inject('url')}/v1${path}`, {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  })
  expect(answer.ok).toBe(true)
  return (await answer.json()) as T
}

describe.skipIf(!hasChromium)('the widget', () => {
  const { visitor } = openBrowser()
  beforeAll(async () => {
    site.listen(0, '127.0.0.1')
    await once(site, 'listening')
    siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  })
  afterAll(() => void site.close())

  it('shows free times inside somebody else’s page, at its whole height, and opens the booking', async () => {
    const { page, context } = await visitor()
    // a browser that keeps nothing for a frame of others
    await context.addInitScript(() => {
      if (window.top !== window)
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('closed', 'SecurityError')
          },
        })
    })
    await page.goto(siteUrl)
    const frame = page.frameLocator('iframe')
    const time = frame.getByRole('listitem').first()
    await time.waitFor()
    const fits = () =>
      page.evaluate(() => document.querySelector('iframe')?.getBoundingClientRect().height !== 320)
    await expect.poll(fits).toBe(true)
    const opened = context.waitForEvent('page')
    await time.getByRole('link').click()
    const booking = await opened
    expect(new URL(booking.url()).origin).toBe(inject('url'))
    expect(new URL(booking.url()).pathname).toBe('/c/harbour-view/book')
  })

  it('of two people lets the second see a time go that somebody else has just booked', async () => {
    const { page } = await visitor()
    const { page: other } = await visitor({ language: 'de-DE' })
    for (const each of [page, other]) await each.goto('/widget/harbour-view')
    const { items } = await ask<{ items: FreeSlot[] }>('/clinics/harbour-view/slots?limit=4')
    const slot = items[3] as FreeSlot
    const shown = `a[href$="slot=${slot.id}"]`
    for (const each of [page, other]) await each.locator(shown).waitFor()
    const { accessToken } = await ask<{ accessToken: string }>('/auth/login', {
      method: 'POST',
      body: JSON.stringify({ email: 'pat@home.example', password: 'polyclinic-demo-only' }),
    })
    await ask('/clinics/harbour-view/appointments', {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ slotId: slot.id, visitType: 'consultation' }),
    })
    for (const each of [page, other]) {
      await each.locator(shown).waitFor({ state: 'detached' })
      expect(await each.getByRole('link').count()).toBeGreaterThan(0)
    }
  })

  it('can be read by everybody, in any colour, light and dark; so can its demonstration', async () => {
    for (const [scheme, color] of [
      ['light', 'ffd23f'],
      ['dark', '101010'],
    ] as const) {
      const { page } = await visitor({ scheme, width: 390 })
      await page.goto(`/widget/harbour-view?color=${encodeURIComponent(`"${color}"`)}`)
      await page.getByRole('listitem').first().waitFor()
      expect(await graveFindings(page)).toEqual([])
    }
    const { page } = await visitor()
    await page.goto('/widget-demo.html')
    await page.frameLocator('iframe').getByRole('listitem').first().waitFor()
    expect(await graveFindings(page)).toEqual([])
  })
})
