export type Role = 'clinic_admin' | 'staff' | 'doctor'

export interface Membership {
  readonly clinicId: string
  readonly role: Role
  /** The doctor of that clinic whom the account is, when the role is `doctor`. */
  readonly doctorId?: string
}

export interface HeldRoles {
  readonly operator: boolean
  readonly memberships: readonly Membership[]
}

/** Whoever came by a link to one appointment: its patient, as far as anybody knows, for that one and nothing else. */
export interface LinkHolder {
  readonly kind: 'link'
  readonly clinicId: string
  readonly appointmentId: string
  readonly patientId: string
}

/** Who asks. Roles count at the clinic of their membership only. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | ({
      readonly kind: 'account'
      readonly accountId: string
      /** The session that the request came from, where its token belongs to one */
      readonly sessionId?: string
      /** When the token ends that the request came with */
      readonly until?: Date
      readonly patientId?: string
      /** Roles that do not count in this session, for want of a second factor */
      readonly withheld?: HeldRoles
      /**
       * Whether the actor may act for that patient as their guardian. Asks the control plane and remembers the answer
       * for one second; while the control plane is down, what the token says stands for the token's life.
       */
      guards?(patientId: string): Promise<boolean>
    } & HeldRoles)
  | LinkHolder
  /** A process of ours: the operator's command line, the worker. */
  | { readonly kind: 'system'; readonly name: string }

export const anonymous: Actor = { kind: 'anonymous' }

/** How an actor appears in events and audit entries: never by name. */
export function actorReference(actor: Actor): string {
  if (actor.kind === 'account') return `account:${actor.accountId}`
  if (actor.kind === 'link') return `link:${actor.appointmentId}`
  return actor.kind === 'system' ? `system:${actor.name}` : 'anonymous'
}
