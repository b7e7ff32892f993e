import type { PatientCard } from '@polyclinic/guard'

/** What a creating request brings besides its body. */
export interface BookingContext {
  /** RFC draft Idempotency-Key; with the principal and the route it names the request. */
  readonly idempotencyKey: string
  /** SHA-256 of the request, hex: the same key with another body is refused. */
  readonly fingerprint: string
  /** Asks the control plane for a patient this clinic does not know yet; gives an empty card when it is away. */
  introduce(patientId: string): Promise<PatientCard>
}
