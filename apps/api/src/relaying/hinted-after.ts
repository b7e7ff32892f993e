import type { Clinic } from '@polyclinic/clinic'
import { routes } from '@polyclinic/contract'
import type { Handlers } from '../edge/index.ts'

type AnyHandler = (call: { clinic: Clinic | undefined }) => Promise<unknown>

/** The handlers, each that changes something at a clinic telling so once it is done, whatever came of it. */
export function hintedAfter(handlers: Handlers<Clinic>, touch: (clinicId: string) => void): Handlers<Clinic> {
  const wrapped = Object.entries(handlers).map(([id, handler]) => {
    if (routes[id as keyof typeof routes].method === 'get') return [id, handler]
    const inner = handler as unknown as AnyHandler
    const outer: AnyHandler = async (call) => {
      try {
        return await inner(call)
      } finally {
        if (call.clinic) touch(call.clinic.id)
      }
    }
    return [id, outer]
  })
  return Object.fromEntries(wrapped) as Handlers<Clinic>
}
