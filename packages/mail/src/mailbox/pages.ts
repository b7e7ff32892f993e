import { type Html, html } from '../html.ts'
import { frameSandbox } from './framed-mail.ts'
import type { AttachmentFacts, ReceivedMail, ReceivedSms } from './mail-store.ts'

interface Arrived {
  readonly mails: readonly ReceivedMail[]
  readonly sms: readonly ReceivedSms[]
}

export const listPage = (arrived: Arrived): string =>
  page('Mailbox', 'list', arrived, html`<p class="hint">Choose a message to read it.</p>`)

export const missingPage = (arrived: Arrived): string =>
  page('Not here', 'mail', arrived, html`${back}<p class="hint">This message is not here any more.</p>`)

export const smsPage = (arrived: Arrived, sms: ReceivedSms): string =>
  page(`To ${sms.to}`, 'mail', arrived, html`${back}${readingSms(sms)}`, sms.id)

export const mailPage = (arrived: Arrived, mail: ReceivedMail): string =>
  page(mail.subject || noSubject, 'mail', arrived, html`${back}${reading(mail)}`, mail.id)

const noSubject = '(no subject)'
const back = html`<a class="back" href="/">All messages</a>`

/** On a wide screen list and mail stand side by side; on a narrow one only what was asked for is seen. */
function page(title: string, shows: 'list' | 'mail', arrived: Arrived, main: Html, chosen?: string): string {
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
<header><h1><a href="/">Mailbox</a></h1><p>Every mail and short message of this development installation arrives here and goes no further.</p></header>
<div class="panes">
<nav id="mails" aria-label="Messages">${listOf(arrived, chosen)}</nav>
<main>${main}</main>
</div>
</body>
</html>
`.text
}

function listOf({ mails, sms }: Arrived, chosen: string | undefined): Html {
  if (mails.length + sms.length === 0)
    return html`<p class="hint">Nothing has arrived yet. This list fills by itself.</p>`
  const rows = [
    ...mails.map((mail) => ({ at: mail.at, row: row(mail, mail.id === chosen) })),
    ...sms.map((each) => ({ at: each.at, row: smsRow(each, each.id === chosen) })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime())
  return html`<ol>${rows.map(({ row }) => row)}</ol>`
}

const row = ({ id, at, to, subject }: ReceivedMail, isChosen: boolean): Html =>
  html`<li><a href="/mails/${id}"${isChosen ? html` aria-current="page"` : ''}>
<span class="to">${to.join(', ')}</span>${time(at)}<span class="subject">${subject || noSubject}</span></a></li>`

const smsRow = ({ id, at, to, body }: ReceivedSms, isChosen: boolean): Html =>
  html`<li><a href="/sms/${id}"${isChosen ? html` aria-current="page"` : ''}>
<span class="to"><span class="tag">SMS</span> ${to}</span>${time(at)}<span class="subject">${body}</span></a></li>`

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

const readingSms = ({ at, from, to, body, segments }: ReceivedSms): Html => html`<article>
<h2>Short message</h2>
<dl><dt>To</dt><dd>${to}</dd><dt>From</dt><dd>${from}</dd><dt>At</dt><dd>${time(at)}</dd>
<dt>Parts</dt><dd>${segments}, ${[...body].length} signs</dd></dl>
<p class="bubble">${withLinks(body)}</p>
</article>`

/** Only what is an address by itself becomes a link. */
const withLinks = (text: string): Html[] =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, place) =>
      place % 2 === 1
        ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>`
        : html`${part}`,
    )

const file = (id: string, { name, bytes }: AttachmentFacts, place: number): Html =>
  html`<li><a href="/mails/${id}/attachments/${place}">${name}</a> <small>${Math.ceil(bytes / 1024)} KiB</small></li>`
