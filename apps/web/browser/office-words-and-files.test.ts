import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demo } from './testing/ask.ts'
import { atTheDesk } from './testing/clinic-desk.ts'
import { graveFindings } from './testing/grave-findings.ts'
import { askHereAs } from './testing/here.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'
import { enter } from './testing/sign-in.ts'

const admin = demo('admin@riverside.example')

describe.skipIf(!hasChromium)('what leaves the clinic', () => {
  const { visitor } = openBrowser()
  const received: { readonly type: string }[] = []
  const receiver = createServer((request, response) => {
    let text = ''
    request.on('data', (piece) => (text += piece))
    request.on('end', () => {
      received.push(JSON.parse(text) as { type: string })
      response.writeHead(204).end()
    })
  })
  let address = ''
  beforeAll(async () => {
    await new Promise<void>((up) => receiver.listen(0, '127.0.0.1', up))
    address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/events`
  })
  afterAll(() => void receiver.close())

  it('is sent to a program that the admin names, tried, and taken away again', async () => {
    const { page } = await visitor()
    await enter(page, '/clinic/riverside/webhooks', admin)
    await page.getByRole('button', { name: 'Add an endpoint' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Address').fill(address)
    await dialog.getByLabel('What it is', { exact: true }).fill('The billing')
    expect(await graveFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText(/^whsec_/).waitFor()
    await dialog.getByRole('button', { name: 'I have it' }).click()
    await page.getByRole('button', { name: 'Deliveries: The billing' }).click()
    await dialog.getByRole('button', { name: 'Send a test' }).click()
    // journeys beside this one book and cancel, and are told of too
    await expect.poll(() => received.length, { timeout: 30_000 }).toBeGreaterThan(0)
    await dialog.getByText('it arrived').first().waitFor()
    expect(await graveFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').last().getByRole('button', { name: 'Remove' }).last().click()
    await page.getByText('Nothing is sent anywhere').waitFor()
  })

  it('is worded as the clinic likes, seen before it is kept, and goes back to our words', async () => {
    const { page } = await visitor({ expecting: /400/ })
    await enter(page, '/clinic/riverside/notice-words', admin)
    await page.getByRole('button', { name: 'Change: A visit was moved' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Text', { exact: false }).first().fill('Dear guest, the new time is ')
    await dialog.getByRole('group', { name: 'Placeholders' }).getByRole('button').first().click()
    await dialog.getByText('What somebody would receive').waitFor()
    expect(await graveFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Your words').first().waitFor()
    await page.getByRole('button', { name: 'Change: A visit was moved' }).click()
    await dialog.getByRole('button', { name: 'Back to our words' }).click()
    await expect.poll(() => page.getByText('Your words').count(), { timeout: 10_000 }).toBe(0)
  })

  it('is saved as a table, and whoever is in it is told', async () => {
    const { page } = await visitor()
    await (await atTheDesk()).register('Tabea Table')
    await enter(page, '/clinic/riverside/exports', admin)
    const patients = page.getByRole('region', { name: 'Patients' })
    const saving = page.waitForEvent('download')
    await patients.getByRole('button', { name: 'Download' }).click()
    const file = await saving
    expect(file.suggestedFilename()).toBe('riverside-patients.csv')
    const text = await readFile(await file.path(), 'utf8')
    expect(text).toMatch(/^\uFEFF[^\n]*name[^]*Tabea Table/i)
    await patients.getByText('The file is saved.').waitFor()
    const entries = await (await askHereAs(admin)).get<{ items: { purpose: string }[] }>(
      '/v1/clinics/riverside/audit?limit=100',
    )
    expect(entries.items.map(({ purpose }) => purpose)).toContain('clinic.export')
  })
})
