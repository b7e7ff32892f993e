import { findClinicBySlug } from '@polyclinic/control'
import type { Answer } from '../matrix/ask-cell.ts'
import { places, type World } from '../matrix/plant-world.ts'
import type { Shot } from './request-arbitrary.ts'

/** Names what of somebody else's stands in an answer; undefined where nothing does. */
export async function foreignCanary(
  world: World,
  shot: Shot,
  { headers, text }: Answer,
): Promise<string | undefined> {
  const person = world.people[shot.person]
  const inClinic = shot.operation.path.includes('{clinic}')
  const clinic = inClinic ? Object.values<string>(places).find((slug) => slug === shot.clinic) : undefined
  const problem = headers['content-type'] === 'application/problem+json'
  // the address of a refused request comes back to its caller
  const told = `${problem ? text.replace(/"instance":"[^"]*"/, '') : text}\n${JSON.stringify(headers)}`
  const said = JSON.stringify([shot.params, shot.query, shot.body])
  for (const { text: canary, of, mayRead, patients } of world.canaries) {
    if (!told.includes(canary) || said.includes(canary) || mayRead(person, clinic)) continue
    const hasRole = clinic !== undefined && clinic in person.roles
    // shots book, so that patients become known where they were not planted
    if (hasRole && (await knows(world, clinic, patients))) continue
    return `tells ${shot.person} ${of} (${canary})`
  }
  return undefined
}

async function knows({ service }: World, clinic: string, patients: readonly string[]): Promise<boolean> {
  const row = await findClinicBySlug(service.fleet.provisioner.database, clinic)
  if (!row) return false
  const { rows } = await service.fleet
    .asSuperuser(row.databaseName)
    .query('select from known_patient where patient_id = any($1)', [patients])
  return rows.length > 0
}
