/** What a mail says in one language, before it has a form. */
export interface Letter {
  readonly subject: string
  /** In this order; a string is a paragraph */
  readonly parts: readonly Part[]
}

export type Part =
  | string
  /** A link to be pressed */
  | { readonly link: string; readonly label: string }
  /** Signs to be typed somewhere else */
  | { readonly code: string }
