import type { Clinic } from '@polyclinic/clinic'
import { policy, type Action, routePolicy } from '@polyclinic/guard'
import type { Handlers } from '../edge/index.ts'

type AnyHandler = (call: { clinic: Clinic | undefined }) => Promise<unknown>

/**
 * The handlers, each telling once it is done that its clinic may have something to seal. Not those that anybody may call:
 * nothing of a patient's is behind them, and a stranger must not make us open databases.
 */
export function sealedAfter(
  handlers: Handlers<Clinic>,
  touch: (clinic: Clinic | undefined) => void,
): Handlers<Clinic> {
  const wrapped = Object.entries(handlers).map(([id, handler]) => {
    const action: Action = routePolicy[id as keyof typeof routePolicy]
    if ((policy[action] as readonly string[]).includes('anyone')) return [id, handler]
    const inner = handler as unknown as AnyHandler
    const outer: AnyHandler = async (call) => {
      try {
        return await inner(call)
      } finally {
        touch(call.clinic)
      }
    }
    return [id, outer]
  })
  return Object.fromEntries(wrapped) as Handlers<Clinic>
}
