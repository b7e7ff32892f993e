import type { Issue } from '@polyclinic/contract'

const visibleAscii = /^[\x21-\x7e]{1,255}$/

/** Gives the key under which a request may be repeated; adds an issue when it is missing though required, or unfit. */
export function readIdempotencyKey(
  headers: Headers,
  need: 'required' | 'optional',
  issues: Issue[],
): string | undefined {
  const key = headers.get('idempotency-key')
  if (key === null && need === 'optional') return undefined
  if (key !== null && visibleAscii.test(key)) return key
  const message =
    key === null
      ? 'is missing: make a new one for each new request'
      : 'takes 1 to 255 visible ASCII characters'
  issues.push({ pointer: 'Idempotency-Key', message })
  return ''
}
