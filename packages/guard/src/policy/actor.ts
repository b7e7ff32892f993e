export type Role = 'clinic_admin' | 'staff' | 'doctor'

export interface Membership {
  readonly clinicId: string
  readonly role: Role
  /** The doctor of that clinic whom the account is, when the role is `doctor`. */
  readonly doctorId?: string
}

/** Who asks. Roles count at the clinic of their membership only. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'account'
      readonly accountId: string
      readonly patientId?: string
      readonly operator: boolean
      /** When the token was issued */
      readonly signedInAt?: Date
      readonly memberships: readonly Membership[]
      /**
       * Whether the actor may act for that patient as their guardian. Asks the control plane and remembers the answer
       * for one second; while the control plane is down, what the token says stands for the token's life.
       */
      guards?(patientId: string): Promise<boolean>
    }
  /** A process of ours: the operator's command line, the worker. */
  | { readonly kind: 'system'; readonly name: string }

export const anonymous: Actor = { kind: 'anonymous' }

/** How an actor appears in events and audit entries: never by name. */
export function actorReference(actor: Actor): string {
  if (actor.kind === 'account') return `account:${actor.accountId}`
  return actor.kind === 'system' ? `system:${actor.name}` : 'anonymous'
}
