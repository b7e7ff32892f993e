import { describe, expect, it } from 'vitest'
import { demo } from './testing/ask.ts'
import { askHere, askHereAs, tokenOf } from './testing/here.ts'
import { newPatient, pat } from './testing/patients.ts'
import { enter, signIn } from './testing/sign-in.ts'
import { book, doctorNamed, freeTimes } from './testing/times.ts'
import { graveFindings } from './testing/grave-findings.ts'
import { linkIn, mailTo } from './testing/mail-to.ts'
import { hasChromium, openBrowser } from './testing/open-browser.ts'
import { settled } from './testing/settled.ts'

const admin = demo('admin@riverside.example')
const shift = `Dusk ${Date.now() % 10_000}`
const hostile = `<img src=x onerror=alert(1)> ${Date.now() % 10_000}`

describe.skipIf(!hasChromium)('the clinic’s office', () => {
  const { visitor } = openBrowser()

  it('adds a doctor with a shift, sees the times before they are made, and they can be booked', async () => {
    const { page } = await visitor()
    page.on('dialog', () => expect.unreachable('a name was taken for markup'))
    await enter(page, '/clinic/riverside/shifts', admin)
    await page.getByRole('button', { name: 'Add a shift' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(shift)
    await dialog.getByLabel('From').fill('19:30')
    await dialog.getByLabel('Until').fill('21:30')
    await dialog.getByText('4 times a day for each doctor who works it:').waitFor()
    await dialog.getByRole('button', { name: /^Save/ }).click()
    await page.getByRole('listitem').filter({ hasText: shift }).waitFor()

    await page.goto('/clinic/riverside/doctors')
    await page.getByRole('button', { name: 'Add a doctor' }).click()
    await dialog.getByLabel('Name as patients read it').fill(hostile)
    await dialog.getByRole('combobox', { name: 'Specialty' }).click()
    await page.getByRole('option', { name: 'Pediatrics' }).click()
    await dialog.getByRole('combobox', { name: 'Languages' }).fill('Germ')
    await page.getByRole('option', { name: 'German' }).click()
    await dialog.getByRole('combobox', { name: 'Languages' }).press('Escape')
    await dialog.getByRole('button', { name: /^Save/ }).click()
    await page.getByRole('link', { name: hostile }).first().click()

    await page.getByRole('heading', { level: 1, name: hostile }).waitFor()
    await page.getByRole('button', { name: 'Give a shift' }).click()
    await dialog.getByRole('combobox', { name: 'Shift' }).click()
    await page.getByRole('option', { name: new RegExp(`^${shift}`) }).click()
    await dialog.getByText('Mon', { exact: true }).click()
    await dialog.getByText('Tue', { exact: true }).click()
    await dialog.getByRole('button', { name: /^Save: \d+ new times$/ }).click()
    await page.getByRole('listitem').filter({ hasText: shift }).getByText('Mon, Tue').waitFor()

    const times = await freeTimes('riverside', {
      doctor: new URL(page.url()).pathname.split('/').at(-1) ?? '',
    })
    expect(new Set(times.map(({ localTime }) => localTime))).toEqual(
      new Set(['19:30', '20:00', '20:30', '21:00']),
    )
  })

  it('says what closing a day does before it is closed', async () => {
    const last = (
      await freeTimes('riverside', { doctor: await doctorNamed('Dr. Samuel Osei'), limit: '100' })
    ).at(-1)
    const visit = await book(await askHereAs(pat), 'riverside', last?.id ?? '')
    const { page } = await visitor()
    await enter(page, '/clinic/riverside/closures', admin)
    await page.getByRole('button', { name: 'Close days' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('First day').fill(last?.localDate ?? '')
    await dialog.getByLabel('Reason').fill(hostile)
    await dialog
      .getByRole('button', { name: /^Save: \d+ times? go(es)?, \d+ visits? needs? another time$/ })
      .click()
    await page.getByRole('listitem').filter({ hasText: hostile }).waitFor()
    const token = await tokenOf(admin)
    const displaced = await askHere('GET', `/v1/clinics/riverside/admin/displaced`, { token })
    expect(displaced.body.items.map(({ id }: { id: string }) => id)).toContain(visit.id)

    await page.getByRole('button', { name: `Remove: ${hostile}` }).click()
    await dialog.getByRole('button', { name: /^Remove: .*times? comes? back/ }).click()
    await dialog.waitFor({ state: 'detached' })
    const shown = await askHere('GET', `/v1/clinics/riverside/appointments/${visit.id}`, { token })
    expect(shown.body.displacedAt).toBeUndefined()
    await askHere('DELETE', `/v1/clinics/riverside/appointments/${visit.id}`, {
      token,
      headers: { 'if-match': shown.etag ?? '' },
    })
  })

  it('changes a rule that says what it does, and shows both versions of a conflict', async () => {
    const { page } = await visitor({ expecting: /412/ })
    await enter(page, '/clinic/riverside/policy', admin)
    await page.getByText('Patients can cancel until 2 hours before the visit.').waitFor()
    const token = await tokenOf(admin)
    const before = await askHere('GET', `/v1/clinics/riverside/policy`)
    await askHere('PATCH', `/v1/clinics/riverside/policy`, {
      token,
      headers: { 'if-match': before.etag ?? '' },
      body: { waitlistOfferMinutes: 90 },
    })
    await page.getByLabel('Cancelling', { exact: true }).fill('3')
    await page.getByText('Patients can cancel until 3 hours before the visit.').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const conflict = page.getByRole('alert')
    await conflict.getByRole('row', { name: /Cancelling 3 hours 2 hours/ }).waitFor()
    await conflict.getByRole('button', { name: 'Save mine' }).click()
    await page.getByText('Saved. The rules count from now on.').waitFor()
    const after = await askHere('GET', `/v1/clinics/riverside/policy`)
    expect(after.body.cancelUntilMinutes).toBe(180)
    await askHere('PATCH', `/v1/clinics/riverside/policy`, {
      token,
      headers: { 'if-match': after.etag ?? '' },
      body: { cancelUntilMinutes: 120, waitlistOfferMinutes: 60 },
    })
  })

  it('invites somebody who accepts by the link of the mail', async () => {
    const { page } = await visitor()
    await enter(page, '/clinic/riverside/members', admin)
    const invited = await newPatient('Olive Office')
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill(invited.email)
    expect(await graveFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await page.getByRole('list', { name: 'Invited' }).getByText(invited.email).waitFor()

    const { page: theirs, expect: expectOfTheirs } = await visitor()
    await theirs.goto(linkIn((await mailTo(invited.email, /#invitation\./)).text, 'go'))
    await signIn(theirs, invited)
    await theirs.getByRole('button', { name: 'Accept' }).click()
    await theirs.getByText('You are at Riverside Family Clinic: desk').waitFor()
    await theirs.getByRole('link', { name: /Riverside Family Clinic/ }).click()
    await theirs.waitForURL('**/clinic/riverside')
    await settled(theirs)

    // their page is still open, and asks again
    expectOfTheirs(/403/)
    await page.reload()
    await page.getByRole('button', { name: `Remove: ${invited.email}` }).click()
    await dialog.getByRole('button', { name: 'End the role' }).click()
    await page.getByRole('button', { name: `Remove: ${invited.email}` }).waitFor({ state: 'detached' })

    // at the latest with the next press it tells that there is nothing more to see
    const nothing = theirs.getByRole('heading', { name: 'You have no role at this clinic' })
    await theirs.getByRole('link', { name: 'Patients' }).or(nothing).first().click()
    await nothing.waitFor()
  })
})
