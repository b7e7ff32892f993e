import { framedSecurityPolicy, webSecurityPolicy } from '../answers/security-headers.ts'
import type { Exchange, Reply } from '../exchange.ts'
import type { WebFile } from './read-web.ts'

/** A file of the application. What has a hash in its name is kept by browsers for ever. */
export function fileAnswer(file: WebFile, address: string): (exchange: Exchange) => Reply {
  // a page beside the application: the demonstration of the widget
  if (file.type.startsWith('text/html')) return pageAnswer(file)
  const kept = file.forever ? 'public, max-age=31536000, immutable' : 'public, max-age=300'
  const headers = {
    'cache-control': kept,
    ...(address === widgetScript && { 'cross-origin-resource-policy': 'cross-origin' }),
  }
  return (exchange) => send(file, exchange, headers)
}

/** The one file that pages of others load. */
const widgetScript = '/widget.js'

/** The page in which the application runs: the same for everybody and every address of it. */
export function pageAnswer(index: WebFile): (exchange: Exchange) => Reply {
  return (exchange) =>
    send(index, exchange, {
      'cache-control': 'no-cache',
      'content-security-policy': webSecurityPolicy,
      // the addresses of our pages name clinics and visits: other sites do not learn them
      'referrer-policy': 'same-origin',
    })
}

/** The same inside a page of somebody else: what it may do there is little. */
export function framedAnswer(index: WebFile): (exchange: Exchange) => Reply {
  const headers = {
    'cache-control': 'no-cache',
    'content-security-policy': framedSecurityPolicy,
    'cross-origin-resource-policy': 'cross-origin',
  }
  return (exchange) => ({ ...send(index, exchange, headers), framed: true })
}

function send(file: WebFile, { request }: Exchange, headers: Record<string, string>): Reply {
  const packed = file.gzip && /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
  return {
    status: 200,
    headers: {
      'content-type': file.type,
      vary: 'accept-encoding',
      ...(packed && { 'content-encoding': 'gzip' }),
      ...headers,
    },
    body: packed ? (file.gzip as Uint8Array<ArrayBuffer>) : file.plain,
  }
}
