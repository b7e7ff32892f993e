import { createHash } from 'node:crypto'
import type { PersonalExport } from '@polyclinic/contract'
import type { PageAnswer } from '../call.ts'
import { pageSecurityPolicy } from './security-headers.ts'

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
section { break-inside: avoid; margin: 0.5rem 0 0.5rem 1rem }
dt { font-weight: 600 } dd { margin: 0 0 0.3rem 1rem }
@media print { body { margin: 0 } }
`
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': pageSecurityPolicy(createHash('sha256').update(style).digest('base64')),
  'content-disposition': 'attachment; filename="my-data.html"',
}

/** What is kept of somebody as a page to read and print. Every value is text, whatever stands in it. */
export function exportPage(data: PersonalExport): PageAnswer {
  const { madeAt, missing, clinics, ...own } = data
  const absent = missing.map(({ name }) => `<li>${text(name)}</li>`).join('')
  const body = `<h1>What Polyclinic keeps of ${text(own.patient.name)}</h1>
<p>As of ${text(madeAt)}.</p>
${absent && `<p>These clinics did not answer; what they keep is not in here:</p><ul>${absent}</ul>`}
${section('Account', own.account)}
${section('Patient', own.patient)}
${section('Calendars', own.calendars)}
${section('People I act for', own.dependents)}
${clinics.map(({ clinic, ...kept }) => section(clinic.name, kept)).join('\n')}`
  return { page: pageOf(body), headers }
}

const section = (title: string, value: unknown): string =>
  `<section><h2>${text(title)}</h2>${shown(value)}</section>`

function shown(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0
      ? '<p>None.</p>'
      : value.map((each) => `<section>${shown(each)}</section>`).join('')
  }
  if (typeof value !== 'object' || value === null) return text(String(value))
  const lines = Object.entries(value).map(
    ([name, inner]) => `<dt>${text(inWords(name))}</dt><dd>${shown(inner)}</dd>`,
  )
  return `<dl>${lines.join('')}</dl>`
}

/** `bookedAt` is a name for programs. */
const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const pageOf = (body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>My data · Polyclinic</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const text = (plain: string): string => plain.replace(/[&<>"']/g, (char) => entities[char] ?? char)
