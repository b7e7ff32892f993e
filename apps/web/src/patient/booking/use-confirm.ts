import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call, type CallInput, isProblem, keyOf, NoConnection } from '../../api/index.ts'
import type { HoldKeeper, HoldState } from './hold-keeper.ts'

type Request = Pick<CallInput<'bookAppointment'>, 'body' | 'idempotencyKey'>

/**
 * Books what is held. An answer that was lost may have been a booking: until one has come, each further press sends the
 * very same request under the same key, so that it is booked once.
 */
export function useConfirm(clinic: string, state: HoldState, keeper: HoldKeeper) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [open, setOpen] = useState<Request>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()

  const send = async (request: Request) => {
    setBusy(true)
    setError(undefined)
    try {
      const { body } = await call('bookAppointment', { clinic, ...request })
      keeper.over('booked')
      for (const route of ['listOwnAppointments', 'listSlots', 'listFreeDays', 'searchSlots'] as const) {
        void queries.invalidateQueries({ queryKey: keyOf(route) })
      }
      await navigate({
        to: '/c/$clinic/book',
        params: { clinic },
        search: { booked: body.id },
        replace: true,
      })
    } catch (problem) {
      const lost = problem instanceof NoConnection
      setOpen(lost ? request : undefined)
      if (isProblem(problem, 'slot-taken', 'slot-held', 'hold-ended', 'outside-policy')) {
        keeper.over({ error: problem })
      } else setError(problem)
    } finally {
      setBusy(false)
    }
  }
  const book = async (reason: string) => {
    if (busy) return
    if (open) return send(open)
    if (state.at !== 'held') return
    const said = reason.trim()
    await send({
      body: { holdId: state.hold.id, ...(said && { reason: said }) },
      idempotencyKey: crypto.randomUUID(),
    })
  }
  /** A request is out of which nobody knows what became */
  return { book, busy, error, isOpen: open !== undefined }
}
