/** What was typed and not saved yet, for a lost connection and a reload: in this tab alone, and gone with signing out. */
const place = (account: string, appointment: string) => `polyclinic:draft:${account}:${appointment}`

export interface Draft {
  readonly text: string
  /** The version of the notes that it began from */
  readonly version: number
}

export function readDraft(account: string, appointment: string): Draft | undefined {
  const kept = sessionStorage.getItem(place(account, appointment))
  return kept ? (JSON.parse(kept) as Draft) : undefined
}

export const keepDraft = (account: string, appointment: string, draft: Draft): void =>
  sessionStorage.setItem(place(account, appointment), JSON.stringify(draft))

export const dropDraft = (account: string, appointment: string): void =>
  sessionStorage.removeItem(place(account, appointment))
