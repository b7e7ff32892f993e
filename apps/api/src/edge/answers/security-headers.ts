const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
}

/** No CORS header is among them: pages of other origins read nothing here. */
export const apiSecurityHeaders = (production: boolean): Readonly<Record<string, string>> => ({
  ...everywhere,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  // a developer's browser would remember it for every port of localhost
  ...(production && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
})

/** For the few pages people look at; `styleHash` admits one inline style sheet by its SHA-256 (base64). */
export const pageSecurityPolicy = (styleHash: string): string =>
  `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`

/** Swagger UI: everything from here, its icons as data. It sends requests, so it may connect to us. */
export const docsSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const application = [
  "default-src 'none'",
  "script-src 'self'",
  // the components of the screens place things by their style attribute
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
]

/** The screens: all of it from here, no script in the page itself. The demonstration of the widget frames one of ours. */
export const webSecurityPolicy = [...application, "frame-src 'self'", "frame-ancestors 'none'"].join('; ')

/** The widget: any clinic's site may show it. It shows free times and leads to us; nobody signs in inside a frame. */
export const framedSecurityPolicy = [...application, 'frame-ancestors *'].join('; ')
