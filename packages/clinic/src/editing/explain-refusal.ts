import { OptimisticLockError } from '@mikro-orm/core'
import { Refusal } from '@polyclinic/contract'
import { type BrokenConstraint, brokenConstraint } from '@polyclinic/postgres'
import type { Resource } from './resource.ts'

type Explained = Pick<Resource<never, never, never, never>, 'word' | 'unique' | 'instead'>

/** Tables as the API calls what stands in them. */
const dependents: Readonly<Record<string, string>> = {
  appointment: 'appointments',
  availability_override: 'overrides',
  doctor: 'doctors',
  doctor_shift: 'assignments',
  doctor_time: 'appointments',
  slot: 'slots',
  visit_type_doctor: 'visit-types',
}

/**
 * Turns what the database refuses into what a person understands.
 * @param current what stands now, for an edit of another version
 */
export async function explainRefusal<T>(
  resource: Explained,
  attempt: () => Promise<T>,
  current?: () => Promise<unknown>,
): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof OptimisticLockError && current) {
      const sentence = `The ${resource.word} was changed meanwhile.`
      throw new Refusal('version-mismatch', { current: await current() }, sentence)
    }
    const broken = brokenConstraint(error)
    throw (broken && refusalOf(resource, broken)) ?? error
  }
}

function refusalOf(resource: Explained, { kind, constraint, table }: BrokenConstraint): Refusal | undefined {
  const field = resource.unique[constraint]
  if (kind === 'unique' && field) return new Refusal('already-exists', { field })
  if (kind !== 'foreign-key') return undefined
  const by = dependents[table ?? '']
  return by === undefined
    ? undefined
    : new Refusal(
        'in-use',
        { by },
        `There are ${by} of this ${resource.word}. ${resource.instead ?? ''}`.trim(),
      )
}
