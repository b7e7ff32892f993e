import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Installation } from '../installation/open-installation.ts'
import { openCuttingProxy } from './testing/cutting-proxy.ts'
import { onboardHere, openHere, openThrough } from './testing/installed.ts'
import { dropTemplates, faultsOf, killAndResume, writeManifest } from './testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer } from './testing/private-server.ts'

let server: PrivateServer
let installation: Installation
beforeAll(async () => {
  server = await startPrivateServer()
  installation = await openHere(server.environment)
  // makes the template, which has its own test below
  await onboardHere(installation.provisioner, writeManifest(server.data, 'first'))
})
afterAll(async () => {
  await installation?.close()
  await server?.[Symbol.asyncDispose]()
})

/** From here on it is about this one clinic. */
const firstOwnStatement = /from clinic c where c\.slug/

interface Cut {
  from: RegExp
  /** Never, when absent. */
  at?: number
}

/** Cuts an onboarding off after a statement; gives what it had done. */
async function cutOff(slug: string, cut: Cut): Promise<{ statements: readonly string[]; ended: string }> {
  const file = writeManifest(server.data, slug)
  await using proxy = await openCuttingProxy(server.adminUrl, cut)
  await using here = openThrough(proxy.url, installation)
  const ended = await onboardHere(here, file).catch(() => 'cut off')
  return { statements: proxy.statements, ended }
}

/** After a statement that only reads, the server is as it was before it. */
const writes = (text: string) => !/^\s*(select|reset)\b/.test(text)

describe('an onboarding whose connections are cut', () => {
  test('after any statement of its own is carried on, and nothing is left over', async () => {
    const whole = await cutOff('whole', { from: firstOwnStatement })
    expect(whole.ended).toBe('succeeded')
    const places = whole.statements.flatMap((text, index) => (writes(text) ? [index + 1] : []))
    expect(places.length).toBeGreaterThan(20)
    for (const at of places) {
      const slug = `cut-${at}`
      const { statements, ended } = await cutOff(slug, { from: firstOwnStatement, at })
      await onboardHere(installation.provisioner, writeManifest(server.data, slug))
      const statement = statements.at(-1)
      const seen = { at, ended, statement, faults: await faultsOf(server, slug) }
      expect(seen).toEqual({ at, ended: 'cut off', statement, faults: [] })
    }
  }, 120_000)

  test.each([1, 2, 5, 9, 12, 25])(
    'while it makes the template, after the statement %i of it, makes it again',
    async (at) => {
      await dropTemplates(server.adminUrl)
      const slug = `template-cut-${at}`
      const cut = await cutOff(slug, { from: /create database "polyclinic_template_/, at })
      expect(cut.ended).toBe('cut off')
      await onboardHere(installation.provisioner, writeManifest(server.data, slug))
      expect(await faultsOf(server, slug)).toEqual([])
    },
  )
})

describe('a process that onboards a clinic, killed', () => {
  test.each([
    ['reserve', 'answered', /insert into clinic_operation/, 2, 'provisioning, at role'],
    ['role', 'answered', /^create role "c_/, 1, 'provisioning, at role'],
    ['database, before it is done', 'sent', /^\s*create database "c_/, 1, 'provisioning, at database'],
    ['database, before that is noted', 'answered', /^\s*create database "c_/, 1, 'provisioning, at database'],
    ['grants', 'answered', /^grant connect on database "c_/, 1, 'provisioning, at grants'],
    ['profile', 'sent', /insert into clinic_profile/, 6, 'provisioning, at (profile|verify)'],
    ['verify', 'answered', /from clinic_profile$/, 1, 'provisioning, at verify'],
    ['activate', 'answered', /update clinic set state/, 2, 'provisioning, at activate'],
  ] as const)('at %s is carried on by the next', async (_step, moment, from, at, listed) => {
    const slug = `killed-${_step.replaceAll(/\W+/g, '-')}`
    const seen = await killAndResume(server, installation.provisioner, slug, { from, at, moment })
    expect(seen.statement).toBeDefined()
    expect(seen.listed.killed).toMatch(new RegExp(`^(${listed})$`))
    expect(seen.listed.resumed).toBe('active')
    expect(seen.faults).toEqual([])
  })
})
