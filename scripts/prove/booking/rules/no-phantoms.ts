import { type Fault, nameOf, type Proof } from '../proof.ts'

const fault = (sentence: string): Fault => ({ rule: 'phantoms', sentence })

/**
 * Nothing is there that nobody did: a refused call leaves neither an event nor a stored reply, and whatever happened to
 * an appointment was acknowledged to somebody or is one of the calls of which nothing is known.
 */
export const noPhantoms = (proof: Proof): Fault[] => [
  ...unexplained(proof),
  ...repliesToRefused(proof),
  ...strangers(proof),
]

function unexplained({ deeds }: Proof): Fault[] {
  return [...deeds].flatMap(([id, all]) =>
    all
      .filter(({ cause }) => cause === 'nobody')
      .map(({ event }) =>
        fault(`Appointment ${id} was ${event.type} (version ${event.version}) by no call.`),
      ),
  )
}

function repliesToRefused({ calls, state }: Proof): Fault[] {
  const stored = new Set(state.keys.map(({ key }) => key))
  const attempts = Map.groupBy(calls, ({ key }) => key ?? '')
  return [...attempts].flatMap(([key, all]) => {
    const [first] = all
    if (!first || !stored.has(key) || all.some(({ outcome }) => outcome !== 'refused')) return []
    return [fault(`${nameOf(first)} was refused, but a success is stored under its key ${key}.`)]
  })
}

function strangers({ calls, state, deeds }: Proof): Fault[] {
  const asked = new Set(calls.map(({ key }) => key))
  return [
    ...state.keys.filter(({ key }) => !asked.has(key)).map(({ key }) => fault(`Nobody used the key ${key}.`)),
    ...state.appointments
      .filter(({ id }) => !deeds.has(id))
      .map(({ id }) => fault(`Appointment ${id} has no history.`)),
  ]
}
