import type { DaysMoved, OperationMoved } from '@polyclinic/contract'
import type { LiveEvent } from '@polyclinic/control'
import { frame } from './live-stream.ts'

export interface Frames {
  readonly slots: Uint8Array<ArrayBuffer>
  readonly schedule: Uint8Array<ArrayBuffer>
  readonly operation: Uint8Array<ArrayBuffer>
}

/** An event as it goes out under each topic: written when the first wants it, and once for all who do. */
export function framesOf({ at, clinic, doctor, days, operation }: LiveEvent): Frames {
  const moved: DaysMoved = { clinic, ...(doctor && { doctor }), ...(days && { days: [...days] }) }
  const went: OperationMoved = { clinic, ...(operation && { operation }) }
  const written: Partial<Record<keyof Frames, Uint8Array<ArrayBuffer>>> = {}
  const write = (event: keyof Frames, data: object) => (written[event] ??= frame(event, at, data))
  return {
    get slots() {
      return write('slots', moved)
    },
    get schedule() {
      return write('schedule', moved)
    },
    get operation() {
      return write('operation', went)
    },
  }
}
