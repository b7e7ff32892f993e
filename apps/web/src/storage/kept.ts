/** What this browser keeps for us. Inside somebody else's page, or by its owner's wish, it may keep nothing: then all goes on without. */

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

/** @param value undefined forgets it */
export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name)
    else localStorage.setItem(name, value)
  } catch {
    // known for as long as this page is open
  }
}
