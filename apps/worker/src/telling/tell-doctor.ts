import { type Clinic, readDayList } from '@polyclinic/clinic'
import { findNoticedClinic, type NoticeRow, putTogether } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { TaskContext } from '../queue/task.ts'
import { deliver } from './deliver.ts'
import { drop } from './drop.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Tells a doctor of their day as it is now; of one without visits nothing. */
export async function tellDoctor(context: TaskContext, clinic: Clinic, notice: NoticeRow): Promise<void> {
  const { doctorId, localDate } = notice
  if (!doctorId || !localDate) return drop(context, [notice], 'gone')
  const day = await readDayList(clinic, worker, { doctorId, localDate })
  const noticed = await findNoticedClinic(context.control, clinic.id)
  if (!day || !noticed) return drop(context, [notice], 'gone')
  if (day.visits.length === 0) return drop(context, [notice], 'nothing-to-tell')
  if (!day.email) return drop(context, [notice], 'no-address')
  const visits = day.visits.map(({ startsAt, endsAt, ...visit }) => ({
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    ...visit,
  }))
  await deliver(context, {
    clinic,
    kind: 'day-list',
    locale: noticed.locale,
    facts: { clinic: noticed.clinic, doctorName: day.doctorName, date: localDate, visits },
    ...{ notices: [notice], visits: [], channel: 'email', to: day.email },
    messageId: await putTogether(context.control, [notice], 'email'),
  })
}
