/** HTML that may stand in a page as it is; only the tag `html` makes it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Html | readonly Html[]

/** HTML from a template: what is put into it is text and is escaped, unless it is HTML already. */
export const html = (literals: TemplateStringsArray, ...values: Value[]): Html =>
  new Html(
    literals.map((literal, at) => literal + (at < values.length ? textOf(values[at] ?? '') : '')).join(''),
  )

function textOf(value: Value): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return escapeHtml(String(value))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
