/** Of the mailbox's own pages */
export const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const popups = 'allow-popups allow-popups-to-escape-sandbox'

/** Of the frame that shows a mail: no script, nothing from elsewhere; a link opens in a tab of its own */
export const frameSandbox = popups
export const framedPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  `sandbox ${popups}`,
].join('; ')

/** A link that opened in the frame would be held back by the page's own policy. */
export function withLinksOutside(page: string): string {
  const base = '<base target="_blank">'
  const head = /<head[^>]*>/i.exec(page)
  if (!head) return base + page
  const end = head.index + head[0].length
  return page.slice(0, end) + base + page.slice(end)
}
