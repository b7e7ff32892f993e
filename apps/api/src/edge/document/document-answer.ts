import { createHash } from 'node:crypto'
import { namesEtag } from '../answers/etag.ts'
import type { Exchange, Reply } from '../exchange.ts'
import { openApiDocument } from './openapi.ts'

interface Written {
  readonly body: string
  readonly etag: string
}

/** Serves `/openapi.json`: written once, when first asked for; everybody gets the same, so 304 is sound. */
export function documentAnswer() {
  let written: Written | undefined
  return (exchange: Exchange): Reply => {
    written ??= write()
    const headers = { etag: written.etag, 'cache-control': 'public, no-cache' }
    if (namesEtag(exchange.request.headers.get('if-none-match'), written.etag)) {
      return { status: 304, headers, body: null }
    }
    return { status: 200, headers: { ...headers, 'content-type': 'application/json' }, body: written.body }
  }
}

function write(): Written {
  const body = JSON.stringify(openApiDocument())
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}
