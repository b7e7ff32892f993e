import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Reply } from '../exchange.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** What each page says where no script runs. */
const withoutScript = {
  go: 'This page needs JavaScript. The code of the mail can be typed in the application instead.',
  manage: 'This page needs JavaScript. The clinic can be called instead.',
} as const

/**
 * A page behind the links of our mails. What a link proves stands in its fragment, so the page is the same for everybody
 * and knows nothing; its script asks the API.
 */
export function linkPage(name: keyof typeof withoutScript): () => Reply {
  let reply: Reply | undefined
  return () => (reply ??= write(name))
}

function write(name: keyof typeof withoutScript): Reply {
  const style = read('link-pages.css')
  // no `<` of theirs could end the script
  const words = JSON.stringify(JSON.parse(read(`${name}/${name}-words.json`))).replaceAll('<', '\\u003c')
  const script = `const words = ${words}\n${read('common.client.js')}${read(`${name}/${name}.client.js`)}`
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy(hashOf(style), hashOf(script)),
    'cache-control': 'public, max-age=300',
  }
  return { status: 200, headers, body: pageOf(style, script, withoutScript[name]) }
}

const policy = (style: string, script: string): string =>
  [
    "default-src 'none'",
    `style-src ${style}`,
    `script-src ${script}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const pageOf = (style: string, script: string, otherwise: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Polyclinic</title>
<style>${style}</style>
</head>
<body>
<main><noscript>${otherwise}</noscript></main>
<script type="module">${script}</script>
</body>
</html>
`
