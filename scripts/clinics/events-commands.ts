import { dropSetAside, listSetAside, retrySetAside, type SetAsideEvent } from '@polyclinic/control'
import { answer, type CommandContext } from './command-context.ts'
import { type Chosen, everyPage, withChosen } from './with-chosen.ts'
import { table } from './table.ts'

/** Events that could not be carried over from a clinic to the control plane. */
export async function listEventsCommand(context: CommandContext): Promise<void> {
  const events = await everySetAside(context)
  const rows = events.map(({ id, clinic, type, appointmentId, setAsideAt, reason }) => [
    id,
    clinic,
    type,
    appointmentId ?? '',
    setAsideAt,
    reason,
  ])
  const lines = table(['event', 'clinic', 'type', 'appointment', 'set aside', 'failed with'], rows)
  answer(context, events, events.length > 0 ? lines : ['No event was set aside.'])
}

export const retryEventsCommand = (context: CommandContext, chosen: Chosen): Promise<void> =>
  withChosen(context, chosen, {
    ...events,
    verb: retrySetAside,
    done: 'was carried over',
    left: 'was not set aside or failed again: list shows why',
  })

export const dropEventsCommand = (context: CommandContext, chosen: Chosen): Promise<void> =>
  withChosen(context, chosen, {
    ...events,
    verb: dropSetAside,
    done: 'is forgotten',
    left: 'was not set aside, so it was left as it is',
  })

const everySetAside = (context: CommandContext): Promise<SetAsideEvent[]> => everyPage(context, listSetAside)

const events = {
  noun: 'Event',
  each: everySetAside,
  pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  none: 'No event was set aside.',
}
