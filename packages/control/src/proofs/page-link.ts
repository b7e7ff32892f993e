/** What the page behind a mailed link can do. */
export type LinkAction = 'register' | 'sign-in' | 'reset-password' | 'change-email' | 'invitation' | 'erasure'

/**
 * The link of a mail. What it proves stands in the fragment, which no browser sends and no log keeps, and which a mail
 * scanner's GET does not use up.
 * @param publicUrl the address under which people reach the service
 */
export function pageLink(publicUrl: string, action?: LinkAction, token?: string): string {
  const page = `${publicUrl.replace(/\/+$/, '')}/go`
  return action && token ? `${page}#${action}.${token}` : page
}
