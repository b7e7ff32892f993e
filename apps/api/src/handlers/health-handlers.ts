import type { Clinic } from '@polyclinic/clinic'
import { answeredWithin } from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

/** Whoever asks for our health waits a second or two itself. */
const patienceMilliseconds = 800

/** Ready while the control plane is away: bookings with known routes and keys go on, and a restart would end them. */
export function healthHandlers({ provisioner }: HandlerContext): Pick<Handlers<Clinic>, 'live' | 'ready'> {
  return {
    live: async () => ({ body: { status: 'live' } }),
    async ready() {
      const asked = provisioner.database.query('select 1')
      const up = await answeredWithin(patienceMilliseconds, asked).then(
        () => true,
        () => false,
      )
      return { body: { status: 'ready', controlPlane: up ? 'up' : 'down' } }
    },
  }
}
