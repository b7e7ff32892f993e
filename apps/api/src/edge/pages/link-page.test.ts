import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fakeEdge } from '../testing/fake-edge.ts'

const pages = ['go', 'manage']

describe.each(pages)('the page behind mailed links, /%s,', (name) => {
  const { edge } = fakeEdge()

  it('runs its own script and style by their hashes, and nothing from elsewhere', async () => {
    const answer = await edge.request(`/${name}`)
    const html = await answer.text()
    const policy = answer.headers.get('content-security-policy') ?? ''
    for (const part of ['style', 'script']) {
      const inline = new RegExp(`<${part}[^>]*>([\\s\\S]*?)</${part}>`).exec(html)?.[1] ?? ''
      const hash = createHash('sha256').update(inline).digest('base64')
      expect(inline.length).toBeGreaterThan(500)
      expect(policy).toContain(`${part}-src 'sha256-${hash}'`)
    }
    expect(policy).toMatch(/^default-src 'none';/)
    expect(html).not.toMatch(/https?:\/\/|\son\w+=|style="/)
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('says the same in each of its languages', () => {
    const file = new URL(`${name}/${name}-words.json`, import.meta.url)
    const words: Record<string, Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'))
    expect(Object.keys(words)).toEqual(['en', 'es', 'de'])
    for (const each of Object.values(words)) {
      expect(Object.keys(each)).toEqual(Object.keys(words.en ?? {}))
      expect(Object.values(each).every((text) => text.length > 0)).toBe(true)
    }
  })
})
