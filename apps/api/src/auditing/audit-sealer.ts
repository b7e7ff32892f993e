import { type Clinic, sealAudit } from '@polyclinic/clinic'
import { type Anchor, anchorHeads, type ControlPlane, sealControlAudit } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { AuditEntry, AuditSpool } from '@polyclinic/postgres'
import type { Logger } from 'pino'

const sealer: Actor = { kind: 'system', name: 'audit-sealer' }
/** More clinics than that are left to the worker's hourly round. */
const mostTouched = 10_000
const atOnce = 4

interface Sealing {
  readonly control: ControlPlane
  readonly spool: AuditSpool
  /** Puts what was kept in the spool where it belongs */
  readonly deliver: (name: string, entries: AuditEntry[]) => Promise<void>
  readonly log: Logger
  readonly everyMilliseconds?: number
}

/**
 * Seals, once a second, what this process has written: the audit of each clinic it has touched and of the control plane;
 * notes the heads in the control plane, all in one statement; and empties the spool. What fails is tried again with the
 * next turn, and what is never sealed here the worker seals.
 */
export class AuditSealer {
  readonly #given: Sealing
  readonly #touched = new Map<string, Clinic>()
  /** Heads that are not noted yet, the newest of each chain; under '' the control plane's */
  readonly #heads = new Map<string, Anchor>()
  #controlTouched = true
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> | undefined

  constructor(given: Sealing) {
    this.#given = given
  }

  /** Somebody has read or changed a patient's data: at that clinic, or in the control plane. */
  touch(clinic: Clinic | undefined): void {
    // introducing and accounts: what a clinic's request does in the control plane is sealed along
    this.#controlTouched = true
    if (clinic && this.#touched.size < mostTouched) this.#touched.set(clinic.id, clinic)
  }

  start(): void {
    this.#timer = setInterval(() => void this.seal(), this.#given.everyMilliseconds ?? 1_000)
    this.#timer.unref()
  }

  /** Seals once more and begins nothing after that. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#turn
    await this.seal()
  }

  /** One turn; never two at a time. */
  seal(): Promise<void> {
    this.#turn ??= this.#takeTurn().finally(() => {
      this.#turn = undefined
    })
    return this.#turn
  }

  async #takeTurn(): Promise<void> {
    const { spool, deliver, log } = this.#given
    await spool.drain(deliver).catch((err: unknown) => log.error({ err }, 'the audit spool cannot be read'))
    const clinics = [...this.#touched.values()]
    this.#touched.clear()
    const lanes = Array.from({ length: atOnce }, async () => {
      for (let clinic = clinics.pop(); clinic; clinic = clinics.pop()) await this.#sealClinic(clinic)
    })
    await Promise.all(lanes)
    await this.#sealControl()
    await this.#anchor()
  }

  async #sealClinic(clinic: Clinic): Promise<void> {
    try {
      const { sealed, head, remains } = await sealAudit(clinic, sealer)
      if (head && sealed > 0) this.#heads.set(clinic.id, { clinicId: clinic.id, ...head })
      if (remains) this.#touched.set(clinic.id, clinic)
    } catch (err) {
      this.#given.log.warn({ err, clinic: clinic.id }, "a clinic's audit was not sealed; it is tried again")
      this.#touched.set(clinic.id, clinic)
    }
  }

  async #sealControl(): Promise<void> {
    if (!this.#controlTouched) return
    this.#controlTouched = false
    try {
      const { sealed, head, remains } = await sealControlAudit(this.#given.control, sealer)
      if (head && sealed > 0) {
        this.#heads.set('', { clinicId: undefined, ...head })
        // whoever holds the control plane holds its anchors too: an archive of the log does not lie there
        this.#given.log.info({ seq: head.seq, hash: head.hash }, 'audit anchor')
      }
      this.#controlTouched = remains
    } catch (err) {
      this.#given.log.warn({ err }, "the control plane's audit was not sealed; it is tried again")
      this.#controlTouched = true
    }
  }

  async #anchor(): Promise<void> {
    const heads = [...this.#heads]
    try {
      await anchorHeads(
        this.#given.control,
        sealer,
        heads.map(([, head]) => head),
      )
      for (const [name, head] of heads) if (this.#heads.get(name) === head) this.#heads.delete(name)
    } catch (err) {
      this.#given.log.warn({ err, chains: heads.length }, 'heads of the audit were not noted; later')
    }
  }
}
