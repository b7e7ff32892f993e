import type { MailFacts, MailKind } from '@polyclinic/control'
import { type Html, html } from './html.ts'
import { type Language, languageOf } from './language.ts'
import type { Letter, Part } from './letter.ts'
import { templates } from './templates/index.ts'

export interface WrittenMail {
  /** One line, without control signs: it becomes a header */
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Puts a mail of any kind into words, as text and as HTML, in the language nearest to the locale. */
export function writeMail<K extends MailKind>(mail: {
  readonly kind: K
  readonly locale?: string | undefined
  readonly facts: MailFacts[K]
}): WrittenMail {
  const language = languageOf(mail.locale)
  const letter = templates[mail.kind][language](mail.facts)
  const subject = oneLine(letter.subject)
  return { subject, text: asText(letter), html: asPage({ ...letter, subject }, language).text }
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const asText = ({ parts }: Letter): string => `${parts.map(textOf).join('\n\n')}\n\n-- \nPolyclinic\n`

function textOf(part: Part): string {
  if (typeof part === 'string') return oneLine(part)
  return 'link' in part ? `${part.label}:\n${oneLine(part.link)}` : oneLine(part.code)
}

function asPage({ subject, parts }: Letter, language: Language): Html {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
</head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:34em;margin:0 auto">
${parts.map(htmlOf)}<p style="margin:2em 0 0;opacity:.65">Polyclinic</p>
</div>
</body>
</html>
`
}

function htmlOf(part: Part): Html {
  if (typeof part === 'string') return html`<p>${part}</p>\n`
  if ('code' in part) {
    return html`<p style="margin:1.5em 0;font:600 26px/1.2 ui-monospace,monospace;letter-spacing:.15em">${part.code}</p>\n`
  }
  // an address of another kind would run what it holds
  if (!/^https?:\/\//i.test(part.link)) return html`<p>${part.label}: ${part.link}</p>\n`
  const button =
    'display:inline-block;padding:12px 20px;border-radius:8px;background:#0b6e5f;color:#fff;font-weight:600;text-decoration:none'
  return html`<p style="margin:1.5em 0"><a href="${part.link}" style="${button}">${part.label}</a></p>
<p style="font-size:13px;opacity:.75;word-break:break-all">${part.link}</p>\n`
}
