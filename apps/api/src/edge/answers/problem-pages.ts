import { createHash } from 'node:crypto'
import { type ProblemCode, problemCatalogue, problemType, Refusal } from '@polyclinic/contract'
import type { Reply } from '../exchange.ts'
import { pageSecurityPolicy } from './security-headers.ts'

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
code { font-size: 0.95em }
`
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': pageSecurityPolicy(createHash('sha256').update(style).digest('base64')),
  'cache-control': 'public, max-age=3600',
}

/** The page behind the `type` of one problem. Throws `not-found` for a code that does not exist. */
export function problemPage(code: string): Reply {
  if (!Object.hasOwn(problemCatalogue, code)) throw new Refusal('not-found', {})
  const { status, title, remedy } = problemCatalogue[code as ProblemCode]
  const body = `<h1>${text(title)}</h1>
<dl>
<dt>Code</dt><dd><code>${code}</code></dd>
<dt>HTTP status</dt><dd>${status}</dd>
<dt>What to do</dt><dd>${prose(remedy)}</dd>
</dl>
<p><a href="/problems">All problems</a></p>`
  return { status: 200, headers, body: htmlPage(title, body) }
}

/** The list of all problems. */
export function problemIndexPage(): Reply {
  const rows = Object.entries(problemCatalogue).map(
    ([code, { status, title }]) =>
      `<li><a href="${problemType(code as ProblemCode)}"><code>${code}</code></a> (${status}): ${text(title)}</li>`,
  )
  const body = `<h1>Problems</h1>
<p>Every refusal of this API is one of these, as <code>application/problem+json</code> (RFC 9457).</p>
<ul>
${rows.join('\n')}
</ul>`
  return { status: 200, headers, body: htmlPage('Problems', body) }
}

const htmlPage = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)} · Polyclinic</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const text = (plain: string): string => plain.replace(/[&<>"]/g, (char) => entities[char] ?? char)
const prose = (plain: string): string => text(plain).replace(/`([^`]+)`/g, '<code>$1</code>')
