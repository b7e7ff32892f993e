import { type Html, html } from '../html.ts'
import { frameSandbox } from './framed-mail.ts'
import type { AttachmentFacts, ReceivedMail } from './mail-store.ts'

type Mails = readonly ReceivedMail[]

export const listPage = (mails: Mails): string =>
  page('Mailbox', 'list', mails, html`<p class="hint">Choose a mail to read it.</p>`)

export const missingPage = (mails: Mails): string =>
  page('Not here', 'mail', mails, html`${back}<p class="hint">This mail is not here any more.</p>`)

export const mailPage = (mails: Mails, mail: ReceivedMail): string =>
  page(mail.subject || noSubject, 'mail', mails, html`${back}${reading(mail)}`, mail.id)

const noSubject = '(no subject)'
const back = html`<a class="back" href="/">All mails</a>`

/** On a wide screen list and mail stand side by side; on a narrow one only what was asked for is seen. */
function page(title: string, shows: 'list' | 'mail', mails: Mails, main: Html, chosen?: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/mailbox.css">
<script src="/mailbox.js" defer></script>
</head>
<body class="shows-${shows}">
<header><h1><a href="/">Mailbox</a></h1><p>Everything that this development installation mails arrives here and goes no further.</p></header>
<div class="panes">
<nav id="mails" aria-label="Mails">${listOf(mails, chosen)}</nav>
<main>${main}</main>
</div>
</body>
</html>
`.text
}

function listOf(mails: Mails, chosen: string | undefined): Html {
  if (mails.length === 0) return html`<p class="hint">No mail has arrived yet. This list fills by itself.</p>`
  return html`<ol>${mails.map((mail) => row(mail, mail.id === chosen))}</ol>`
}

const row = ({ id, at, to, subject }: ReceivedMail, isChosen: boolean): Html =>
  html`<li><a href="/mails/${id}"${isChosen ? html` aria-current="page"` : ''}>
<span class="to">${to.join(', ')}</span>${time(at)}<span class="subject">${subject || noSubject}</span></a></li>`

const time = (at: Date): Html => {
  const text = at.toISOString()
  return html`<time datetime="${text}">${text.slice(11, 19)} UTC</time>`
}

function reading({ id, at, from, to, subject, text, html: shown, attachments }: ReceivedMail): Html {
  const plain = html`<pre>${text}</pre>`
  const both = html`<iframe title="The mail" sandbox="${frameSandbox}" src="/mails/${id}/html"></iframe>
<details><summary>As text</summary>${plain}</details>`
  return html`<article>
<h2>${subject || noSubject}</h2>
<dl><dt>To</dt><dd>${to.join(', ')}</dd><dt>From</dt><dd>${from}</dd><dt>At</dt><dd>${time(at)}</dd></dl>
${shown === undefined ? plain : both}
<ul class="files">${attachments.map((each, place) => file(id, each, place))}<li><a href="/mails/${id}/source">Source</a></li></ul>
</article>`
}

const file = (id: string, { name, bytes }: AttachmentFacts, place: number): Html =>
  html`<li><a href="/mails/${id}/attachments/${place}">${name}</a> <small>${Math.ceil(bytes / 1024)} KiB</small></li>`
