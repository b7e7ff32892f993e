import type { Person } from './people.ts'
import type { At } from './plant-visits.ts'
import type { Planted } from './records.ts'

export const canaryNote = (appointmentId: string): string => `Canary note about ${appointmentId}`

/** Each doctor who signs in writes about their visits. */
export async function plantNotes(
  { service, slug }: At,
  visits: readonly Planted[],
  writers: readonly Person[],
): Promise<void> {
  for (const { kind, id, doctorId } of visits) {
    const writer = writers.find(({ doctors }) => doctors[slug] === doctorId)
    if (kind !== 'appointment' || !writer) continue
    const { status, text } = await service.ask('keepNotes', {
      clinic: slug,
      token: writer.token,
      params: { appointment: id },
      body: { text: canaryNote(id) },
      ifMatch: '"0"',
    })
    if (status !== 200) throw new Error(text)
  }
}
