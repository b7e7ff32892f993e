import { type Action, type Actor, authorise } from '@polyclinic/guard'
import type { ClinicRoute } from '../routing/index.ts'

/** What a stream is told of: clinics by their ids. */
export interface Following {
  readonly slots: ReadonlySet<string>
  readonly schedule: ReadonlySet<string>
  readonly operations: boolean
}

const actions = {
  slots: 'slot.search',
  schedule: 'calendar.read',
  operations: 'operator.read',
} as const satisfies Record<string, Action>
type Matter = keyof typeof actions

/**
 * Lets an actor follow what they might read, and nothing else: one topic that they may not refuses them all.
 * @param topics as `slots:riverside`, `schedule:riverside`, `operations`
 * @param find a clinic by its slug
 * @throws Refusal clinic-unknown, and those of `authorise`
 */
export async function followTopics(
  actor: Actor,
  topics: readonly string[],
  find: (slug: string) => Promise<Pick<ClinicRoute, 'id'>>,
): Promise<Following> {
  authorise(actor, 'live.follow')
  const asked = topics.map((topic) => topic.split(':') as [Matter, string | undefined])
  // whoever may not anywhere is told so before any clinic is looked for, as everywhere else
  for (const [matter] of asked) if (matter !== 'slots') authorise(actor, actions[matter])
  const clinics = { slots: new Set<string>(), schedule: new Set<string>() }
  for (const [matter, slug] of asked) {
    if (matter === 'operations' || slug === undefined) continue
    const clinic = await find(slug)
    authorise(actor, actions[matter], clinic)
    clinics[matter].add(clinic.id)
  }
  return { ...clinics, operations: asked.some(([matter]) => matter === 'operations') }
}
