/** Who did what to which object, as it is kept: identifiers only. */
export interface AuditEntry {
  /** Made by who writes it, so that writing it again does nothing */
  readonly id: string
  /** UTC instant */
  readonly at: string
  readonly actor: string
  readonly capacity: string
  readonly purpose: string
  readonly kind: 'read' | 'write'
  readonly objectType: string
  readonly objectId: string | undefined
  readonly patientId: string | undefined
}

/** The head of a chain: its last link. */
export interface ChainHead {
  readonly seq: number
  /** SHA-256 in hex */
  readonly hash: string
}
