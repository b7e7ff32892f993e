/** What a clinic's codes and identifiers mean, as far as it is known yet. */
export interface KnownClinic {
  readonly slug: string
  visitType(code: string): string
  doctor(id: string): string
  /** Undefined for oneself */
  person(id: string): string | undefined
}
