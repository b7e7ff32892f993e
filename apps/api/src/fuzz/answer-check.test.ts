import { describe, expect, it } from 'vitest'
import { answerCheck } from './answer-check.ts'
import { readDocument } from './document.ts'

const document = readDocument()
const check = answerCheck(document)
const live = document.operations.find(({ operationId }) => operationId === 'live')
const json = { 'content-type': 'application/json' }
const problemJson = { 'content-type': 'application/problem+json' }

/** What the fuzzer says of an answer to `GET /health/live`. */
function said(status: number, headers: Record<string, string>, text: string): string | undefined {
  if (!live) throw new Error('The document has no live.')
  return check(live, { status, headers, text })
}

describe('an answer', () => {
  it('as the document promises it passes', () => {
    expect(said(200, json, '{"status":"live"}')).toBeUndefined()
  })

  it.each([
    ['an undocumented status', 418, problemJson, '{}', 'does not name'],
    ['a refusal that is no problem', 400, json, '{}', 'no problem'],
    ['a body with a field too many', 200, json, '{"status":"live","secret":1}', 'breaks its schema'],
    ['a body with a field too few', 200, json, '{}', 'breaks its schema'],
    ['no body where one is promised', 200, json, '', 'without the body'],
    ['another type', 200, { 'content-type': 'text/html' }, '<p>', 'does not name'],
  ])('with %s is a finding', (_, status, headers, text, words) => {
    expect(said(status, headers, text)).toContain(words)
  })
})
