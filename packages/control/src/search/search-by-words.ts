import type { ClinicMatch, DoctorMatch, TextSearch } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { publicDocument } from '../clinics/clinic-documents.ts'
import { findClinicsById } from '../clinics/clinic-queries.ts'
import type { ControlPlane } from '../control-plane.ts'
import { foundClinicDocument, kilometres } from './found-clinic-document.ts'
import { findClinicsByWords, findDoctorsByWords, forgiveTyping } from './word-queries.ts'

const wordsOf = ({ q, latitude, longitude, limit }: TextSearch) => ({
  q,
  limit,
  point: latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined,
})

/** Clinics by name and city, the best match first. */
export async function searchClinics(
  { database }: ControlPlane,
  actor: Actor,
  search: TextSearch,
): Promise<ClinicMatch[]> {
  authorise(actor, 'search.ask')
  return database.transaction(async (tx) => {
    await forgiveTyping(tx)
    const matches = await findClinicsByWords(tx, wordsOf(search))
    const rows = await findClinicsById(
      tx,
      matches.map(({ id }) => id),
    )
    return matches.flatMap(({ id, distanceKm }) => {
      const row = rows.get(id)
      return row ? [{ ...publicDocument(row), ...kilometres(distanceKm) }] : []
    })
  })
}

/** Doctors of all clinics by name and specialty, the best match first. */
export async function searchDoctors(
  { database }: ControlPlane,
  actor: Actor,
  search: TextSearch,
): Promise<DoctorMatch[]> {
  authorise(actor, 'search.ask')
  return database.transaction(async (tx) => {
    await forgiveTyping(tx)
    const rows = await findDoctorsByWords(tx, wordsOf(search))
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      specialty: { code: row.specialty, name: row.specialtyName },
      languages: row.languages,
      clinic: foundClinicDocument(row),
    }))
  })
}
