import type { Appointment, FreeSlot } from '@polyclinic/contract'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, isProblem, keyOf, type RouteId } from '../../api/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { changeVisit, type SeenVisit, seenOf, type VisitChange } from './visit-change.ts'

/** What a change of a visit makes old. */
export const visitRoutes: readonly RouteId[] = [
  'showCalendar',
  'showAppointment',
  'showHistory',
  'listVisitNotices',
  'listAppointments',
  'listDisplaced',
  'listAlternatives',
  'listSlots',
]

/** Somebody else was faster: what was seen, what it is now, and what was meant to be done. */
export interface Conflict {
  readonly seen: SeenVisit
  readonly now: SeenVisit
  readonly change: VisitChange
}
/** The time that was wanted is gone; these are near. */
export interface TimeGone {
  readonly seen: SeenVisit
  readonly error: unknown
  readonly alternatives: readonly FreeSlot[]
}

export interface VisitChanging {
  readonly busy: VisitChange['verb'] | undefined
  /** The visit that is being changed, or was last */
  readonly visit: string | undefined
  /** A refusal that leaves nothing to choose: to be shown where the change was asked for */
  readonly error: unknown
  readonly conflict: Conflict | undefined
  readonly gone: TimeGone | undefined
  /** Gives whether the form it came from may go: it is done, or `VisitDialogs` asks on; else `error` says why not */
  change(seen: SeenVisit, change: VisitChange): Promise<boolean>
  /** Puts away what stood in the way */
  settle(): void
}

/** Changes visits, one at a time, and keeps what stands in the way for the person to decide. */
export function useVisitChange(): VisitChanging {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const queries = useQueryClient()
  const [busy, setBusy] = useState<VisitChange['verb']>()
  const [visit, setVisit] = useState<string>()
  const [hindrance, setHindrance] = useState<{
    error?: unknown
    conflict?: Conflict
    gone?: TimeGone
  }>({})

  const settle = useCallback(() => setHindrance({}), [])
  const change = useCallback(
    async (seen: SeenVisit, wanted: VisitChange): Promise<boolean> => {
      setBusy(wanted.verb)
      setVisit(seen.id)
      setHindrance({})
      try {
        await changeVisit(clinic, seen, wanted)
        notifications.show({
          role: 'status',
          color: 'green',
          message: t(`done.${wanted.verb}`, { name: seen.patientName ?? t('unnamed') }),
        })
        return true
      } catch (error) {
        const why = await explain(clinic, seen, wanted, error)
        setHindrance(why)
        return !('error' in why)
      } finally {
        setBusy(undefined)
        for (const route of visitRoutes) void queries.invalidateQueries({ queryKey: keyOf(route) })
      }
    },
    [clinic, queries, t],
  )
  return {
    busy,
    visit,
    error: hindrance.error,
    conflict: hindrance.conflict,
    gone: hindrance.gone,
    change,
    settle,
  }
}

async function explain(clinic: string, seen: SeenVisit, change: VisitChange, error: unknown) {
  if (isProblem(error, 'version-mismatch', 'transition-not-allowed')) {
    const now = await newest(clinic, seen, error.problem['current'])
    // under the version that was seen it is no conflict: the state itself does not allow it
    if (now && now.version !== seen.version) return { conflict: { seen, now, change } }
  }
  if (isProblem(error, 'slot-taken', 'slot-held', 'slot-version-mismatch')) {
    const told = error.problem['alternatives'] as FreeSlot[] | undefined
    return { gone: { seen, error, alternatives: told ?? [] } }
  }
  return { error }
}

async function newest(clinic: string, seen: SeenVisit, current: unknown): Promise<SeenVisit | undefined> {
  if (current) return seenOf(current as Appointment, seen.patientName)
  try {
    const { body } = await call('showAppointment', { clinic, params: { appointment: seen.id } })
    return seenOf(body, seen.patientName)
  } catch {
    return undefined
  }
}
