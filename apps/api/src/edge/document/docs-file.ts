import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, dirname } from 'node:path'
import { Refusal } from '@polyclinic/contract'
import { docsSecurityPolicy } from '../answers/security-headers.ts'
import type { Reply } from '../exchange.ts'

const index = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference · Polyclinic</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<script src="/docs/swagger-ui-bundle.js" defer></script>
<script src="/docs/initialise.js" defer></script>
</head>
<body>
<div id="swagger-ui"></div>
<noscript>This page needs JavaScript. The same facts are in <a href="/openapi.json">/openapi.json</a>.</noscript>
</body>
</html>
`
// no validator: it would send the document's address to somebody else's server
const initialise = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  validatorUrl: null,
})
`
const own: Readonly<Record<string, string>> = { 'index.html': index, 'initialise.js': initialise }
const fromPackage = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'])
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  png: 'image/png',
}

/** Gives one file of the browsable reference; all come from here, none from elsewhere. Throws `not-found`. */
export async function docsFile(name: string): Promise<Reply> {
  if (!Object.hasOwn(own, name) && !fromPackage.has(name)) throw new Refusal('not-found', {})
  const body = own[name] ?? (await readFile(join(packageFolder(), name)))
  const headers = {
    'content-type': types[name.slice(name.lastIndexOf('.') + 1)] as string,
    'content-security-policy': docsSecurityPolicy,
    'cache-control': 'public, max-age=300',
  }
  return { status: 200, headers, body: typeof body === 'string' ? body : new Uint8Array(body) }
}

const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
