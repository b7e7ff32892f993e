import { type ChangeListener, listenForChanges, readLiveEvent } from '@polyclinic/control'
import type { Logger } from 'pino'
import type { HandlerContext } from '../handlers/handler-context.ts'
import { describeError } from '../edge/index.ts'

/** Hears what other processes have changed, so that nothing is believed here longer than there. */
export function hearChanges(
  { provisioner, directory, actors, ended, live }: HandlerContext,
  log: Logger,
): ChangeListener {
  return listenForChanges(provisioner.database, {
    channels: {
      clinic_changed: (clinicId) => directory.forget(clinicId),
      session_ended(sessionId) {
        ended.add([sessionId])
        live.endSession(sessionId)
      },
      account_changed(accountId) {
        actors.forget(accountId)
        live.endAccount(accountId)
      },
      live(payload) {
        const event = readLiveEvent(payload)
        if (event) live.tell(event)
      },
    },
    onGap() {
      directory.distrust()
      live.reset()
      // roles are read again after a second anyhow; what ended unheard stands in the table
      ended.catchUp(provisioner.database).catch((error: unknown) => {
        log.warn(
          { error: describeError(error) },
          'what ended meanwhile could not be read: it will be tried again',
        )
      })
    },
  })
}
