import { type Html, html } from './html.ts'
import type { Language } from './language.ts'
import type { Letter, Part } from './letter.ts'
import { oneLine } from './one-line.ts'

export interface WrittenMail {
  /** One line, without control signs: it becomes a header */
  readonly subject: string
  readonly text: string
  readonly html: string
}

/**
 * Gives a letter its two forms.
 * @param signature who signs it
 */
export function writeLetter(letter: Letter, language: Language, signature: string): WrittenMail {
  const subject = oneLine(letter.subject)
  const signed = oneLine(signature)
  const text = `${letter.parts.map(textOf).join('\n\n')}\n\n-- \n${signed}\n`
  return { subject, text, html: asPage({ ...letter, subject }, language, signed).text }
}

function textOf(part: Part): string {
  if (typeof part === 'string') return oneLine(part)
  if ('code' in part) return oneLine(part.code)
  if ('facts' in part) return part.facts.map(([name, value]) => `${name}: ${oneLine(value)}`).join('\n')
  return `${part.label}:\n${oneLine('link' in part ? part.link : part.quietLink)}`
}

function asPage({ subject, parts }: Letter, language: Language, signature: string): Html {
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
${parts.map(htmlOf)}<p style="margin:2em 0 0;opacity:.65">${signature}</p>
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
  if ('facts' in part) return factsOf(part.facts)
  const link = 'link' in part ? part.link : part.quietLink
  // an address of another kind would run what it holds
  if (!/^https?:\/\//i.test(link)) return html`<p>${part.label}: ${link}</p>\n`
  if ('quietLink' in part) {
    return html`<p style="margin:2em 0 0;font-size:13px;opacity:.75"><a href="${link}" style="color:inherit">${part.label}</a></p>\n`
  }
  const button =
    'display:inline-block;padding:12px 20px;border-radius:8px;background:#0b6e5f;color:#fff;font-weight:600;text-decoration:none'
  return html`<p style="margin:1.5em 0"><a href="${link}" style="${button}">${part.label}</a></p>
<p style="font-size:13px;opacity:.75;word-break:break-all">${link}</p>\n`
}

/** A name above its value: it reads on the narrowest screen and needs no style sheet. */
function factsOf(facts: readonly (readonly [string, string])[]): Html {
  const rows = facts.map(
    ([name, value]) =>
      html`<tr><td style="padding:6px 16px"><span style="font-size:13px;opacity:.7">${name}</span><br><strong style="font-weight:600">${value}</strong></td></tr>\n`,
  )
  const table =
    'width:100%;margin:1.5em 0;border-collapse:separate;border-spacing:0;border:1px solid #8885;border-left:4px solid #0b6e5f;border-radius:8px;padding:8px 0'
  return html`<table role="presentation" style="${table}">\n${rows}</table>\n`
}
