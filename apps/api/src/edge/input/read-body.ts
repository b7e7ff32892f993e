import { Refusal } from '@polyclinic/contract'
import { findUnstorableText } from './unstorable-text.ts'

/** Bytes. The largest body of the contract, a clinic's manifest, stays well below it. */
export const bodyLimit = 65_536

const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i
const utf8 = new TextDecoder('utf-8', { fatal: true })

export interface ReadBody {
  readonly bytes: Uint8Array
  readonly value: unknown
}

/** Refuses by what a request says of its own length, before anything else is done for it. */
export function refuseLargeBody(headers: Headers): void {
  const declared = headers.get('content-length')
  if (declared !== null && Number(declared) > bodyLimit) throw tooLarge()
}

/** Reads a JSON body. Refuses `unsupported-media-type`, `too-large`, and `invalid-request` for what is not JSON. */
export async function readBody(request: Request): Promise<ReadBody> {
  const { headers } = request
  const encoding = headers.get('content-encoding')
  if (!jsonType.test(headers.get('content-type') ?? '') || (encoding !== null && encoding !== 'identity')) {
    throw new Refusal('unsupported-media-type', {})
  }
  // with a declared length the server itself holds the sender to it
  const bytes = headers.has('content-length')
    ? new Uint8Array(await request.arrayBuffer())
    : await readUpToLimit(request)
  return { bytes, value: parseJson(bytes) }
}

async function readUpToLimit(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    length += next.value.length
    if (length > bodyLimit) {
      // the sender may go on for ever: nobody waits for the end of the cancellation
      reader?.cancel().catch(() => {})
      throw tooLarge()
    }
    chunks.push(next.value)
  }
  return Buffer.concat(chunks, length)
}

/** V8's own message quotes the body, so it is left out. */
function parseJson(bytes: Uint8Array): unknown {
  let text: string
  let value: unknown
  try {
    text = utf8.decode(bytes)
    value = JSON.parse(text)
  } catch {
    throw invalidBody([{ pointer: '', message: 'is not JSON in UTF-8' }])
  }
  const issues = findUnstorableText(text, value)
  if (issues.length > 0) throw invalidBody(issues)
  return value
}

const invalidBody = (issues: { pointer: string; message: string }[]) =>
  new Refusal('invalid-request', { issues })
const tooLarge = () => new Refusal('too-large', { limit: bodyLimit })
