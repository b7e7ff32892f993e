import type { QueryClient } from '@tanstack/react-query'
import type { RouteId } from '../api/index.ts'

/** Which answers each kind of event may have made old. */
const madeOld: Readonly<Record<string, readonly RouteId[]>> = {
  slots: [
    'listSlots',
    'listFirstSlots',
    'listFreeDays',
    'showSlot',
    'searchSlots',
    'listAlternatives',
    // an offer holds a time
    'listWaitlist',
  ],
  schedule: [
    'showCalendar',
    'listAppointments',
    'showAppointment',
    'showHistory',
    'listDisplaced',
    'listWaitlist',
  ],
  // an operation that has ended moves the figures of its ring and of its server
  operation: [
    'listOperations',
    'showOperation',
    'listRegisteredClinics',
    'showRegisteredClinic',
    'showMigrations',
    'listServers',
  ],
}
const kinds = Object.keys(madeOld)

/** Events are gathered for so long, so that many at once are one asking; drawn, so that not all browsers ask at once. */
const gather = () => 50 + Math.random() * 200

/** Forgets what events have made old, bundled. While nobody looks it waits until somebody does. */
export class ForgottenAnswers {
  readonly #queries: QueryClient
  /** `slots riverside`: of any clinic without one */
  readonly #moved = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(queries: QueryClient) {
    this.#queries = queries
  }

  add(kind: string, clinic = ''): void {
    if (!madeOld[kind]) return
    this.#moved.add(`${kind} ${clinic}`)
    this.flushSoon()
  }

  /** Something may have been missed. */
  addAll(): void {
    for (const kind of kinds) this.add(kind)
  }

  flushSoon(): void {
    if (this.#moved.size === 0 || this.#timer || document.hidden) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#flush()
    }, gather())
  }

  #flush(): void {
    const moved = [...this.#moved].map((each) => each.split(' ') as [string, string])
    this.#moved.clear()
    void this.#queries.invalidateQueries({
      predicate: ({ queryKey: [route, input] }) =>
        moved.some(([kind, clinic]) => {
          const of = (input as { clinic?: string } | undefined)?.clinic
          // what is asked of no clinic is asked of all
          return madeOld[kind]?.includes(route as RouteId) && (!clinic || !of || of === clinic)
        }),
    })
  }
}
