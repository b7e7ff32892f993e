import type { Issue } from '@polyclinic/contract'

/** JSON's escapes for what Postgres cannot keep: the zero character and halves of surrogate pairs. */
const suspicious = /\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})/

/** Whether Postgres can keep this text; where it cannot, the caller's mistake would become our 500. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Finds the strings of a body that no database can keep. Looks closer only where the source gives a reason. */
export function findUnstorableText(source: string, body: unknown): Issue[] {
  if (!suspicious.test(source)) return []
  const open: { value: unknown; pointer: string }[] = [{ value: body, pointer: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, pointer } = next
    if (typeof value === 'string' && !isStorable(value)) return [issueAt(pointer)]
    if (typeof value !== 'object' || value === null) continue
    for (const [key, child] of Object.entries(value)) {
      if (!isStorable(key)) return [issueAt(pointer)]
      // a long key is the caller's text, so it is not repeated: the pointer stays at its parent
      open.push({ value: child, pointer: /^\w{1,64}$/.test(key) ? `${pointer}/${key}` : pointer })
    }
  }
  return []
}

const issueAt = (pointer: string): Issue => ({
  pointer,
  message: 'has characters that are not text: no zero character, no half surrogate pair',
})
