import type { Clinic } from '@polyclinic/clinic'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

/** Ready while the control plane is away: bookings with known routes and keys go on, and a restart would end them. */
export function healthHandlers({ provisioner }: HandlerContext): Pick<Handlers<Clinic>, 'live' | 'ready'> {
  return {
    live: async () => ({ body: { status: 'live' } }),
    async ready() {
      const up = await provisioner.database.query('select 1').then(
        () => true,
        () => false,
      )
      return { body: { status: 'ready', controlPlane: up ? 'up' : 'down' } }
    },
  }
}
