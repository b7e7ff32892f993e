import type { Clinic } from '@polyclinic/clinic'
import type { TaskContext } from '../queue/task.ts'

/**
 * The clinic, where its database can be reached, also while it is suspended.
 * @returns undefined for one that is archived or gone
 * @throws Error for one that is on the move: the job is tried again
 */
export async function openForWork(
  { directory, clinics }: TaskContext,
  clinicId: string,
): Promise<Clinic | undefined> {
  const route = await directory.find('id', clinicId)
  if (route?.state === 'active' || route?.state === 'suspended') return clinics.open(route)
  if (route === undefined || route.state === 'archived' || route.state === 'purged') return undefined
  throw new Error(`The clinic is ${route.state} at the moment.`)
}
