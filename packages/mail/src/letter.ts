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
  /** What is so, line by line: each with its name */
  | { readonly facts: readonly (readonly [name: string, value: string])[] }
  /** A link for who looks for it, in small letters at the end */
  | { readonly quietLink: string; readonly label: string }
