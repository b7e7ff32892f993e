import { type Asker, askAs, demo } from '../testing/ask.ts'

export interface Size {
  readonly patients: number
  readonly doctors: number
  readonly visits: number
}

const clinic = '/v1/clinics/riverside'
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/**
 * Makes the clinic Riverside a large one, by the API: so many patients, and a day with so many doctors and visits. Each
 * patient leaves an entry in the log of who did what.
 * @returns the day with the visits
 */
export async function fillClinic(url: string, size: Size): Promise<{ day: string }> {
  const desk = await askAs(url, demo('desk@riverside.example'))
  await addDoctors(await askAs(url, demo('admin@riverside.example')), size.doctors)
  const patients = await register(desk, size.patients)
  return { day: await bookDay(desk, patients, size.visits) }
}

async function addDoctors(admin: Asker, many: number): Promise<void> {
  const { items: there } = await admin.get<{ items: unknown[] }>(`${clinic}/admin/doctors`)
  const { items: shifts } = await admin.get<{ items: { id: string; code: string }[] }>(
    `${clinic}/admin/shifts`,
  )
  const wanted = shifts.filter(({ code }) => code === 'morning' || code === 'afternoon')
  for (let nth = there.length; nth < many; nth++) {
    const doctor = await admin.post<{ id: string }>(`${clinic}/admin/doctors`, {
      name: `Robin Alder ${nth}`,
      specialty: 'family-medicine',
      languages: ['en'],
    })
    for (const shift of wanted) {
      await admin.post(`${clinic}/doctors/${doctor.id}/shifts`, { shift: shift.id, weekdays })
    }
  }
}

/** Six at a time */
async function register(desk: Asker, many: number): Promise<string[]> {
  const ids: string[] = []
  let nth = 0
  const lane = async () => {
    while (nth < many) {
      const name = `${first[nth % first.length]} ${last[Math.floor(nth / first.length) % last.length]} ${nth++}`
      ids.push((await desk.post<{ id: string }>(`${clinic}/patients`, { name, consent: true })).id)
    }
  }
  await Promise.all(Array.from({ length: 6 }, lane))
  return ids
}

const first = ['Amara', 'Benjamin', 'Chiara', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Henry', 'Ines', 'Jonas']
const last = ['Okafor', 'Cole', 'Russo', 'Volkov', 'García', 'Haddad', 'Nakamura', 'Lindqvist', 'Moreira']

interface Slot {
  readonly id: string
  readonly localDate: string
}

/** The first whole day that has so many free times. */
async function bookDay(desk: Asker, patients: readonly string[], visits: number): Promise<string> {
  for (let ahead = 3; ahead < 14; ahead++) {
    const day = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
    const free = await freeOn(desk, day)
    if (free.length < visits) continue
    for (const [nth, slot] of free.slice(0, visits).entries()) {
      await desk.post(`${clinic}/appointments`, {
        slotId: slot.id,
        visitType: 'consultation',
        patientId: patients[nth % patients.length],
        reason: 'Check-up',
      })
    }
    return day
  }
  throw new Error(`No day of the next two weeks has ${visits} free times.`)
}

async function freeOn(desk: Asker, day: string): Promise<Slot[]> {
  const found: Slot[] = []
  let cursor: string | undefined
  do {
    const page = await desk.get<{ items: Slot[]; next?: string }>(
      `${clinic}/slots?visitType=consultation&from=${day}&to=${day}&limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    )
    found.push(...page.items)
    cursor = page.next
  } while (cursor)
  return found
}
