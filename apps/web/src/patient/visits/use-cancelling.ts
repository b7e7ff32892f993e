import type { Appointment } from '@polyclinic/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, callOnLeaving, keyOf } from '../../api/index.ts'
import { currentToken } from '../../session/index.ts'

/** For how long it can be undone, in milliseconds. */
export const undoTime = 8_000

export type Cancelling =
  | { readonly at: 'rest' }
  | { readonly at: 'counting'; readonly until: number }
  | { readonly at: 'sending' }
  | {
      readonly at: 'refused'
      readonly error: unknown
      readonly seen: Appointment
      /** As it was typed */
      readonly reason: string
    }

interface Waiting {
  readonly send: () => Promise<void>
  readonly sendOnLeaving: () => void
  readonly timer: ReturnType<typeof setTimeout>
}

/**
 * Cancels after a moment in which it can be undone. Nothing undoes a cancellation that the clinic knows of: the time is
 * free at once, and may be offered to who waits for it. So it is kept back here, and sent at once when the page is left:
 * whoever has confirmed it can close everything and is believed.
 */
export function useCancelling(onDone: () => void) {
  const queries = useQueryClient()
  const [state, setState] = useState<Cancelling>({ at: 'rest' })
  const waiting = useRef<Waiting>(undefined)

  const forget = useCallback(() => {
    const forgotten = ['showAppointment', 'listOwnAppointments', 'showHistory', 'listAlternatives'] as const
    return Promise.all(forgotten.map((each) => queries.invalidateQueries({ queryKey: keyOf(each) })))
  }, [queries])
  const take = useCallback(() => {
    const taken = waiting.current
    waiting.current = undefined
    clearTimeout(taken?.timer)
    return taken
  }, [])

  const start = async (seen: Appointment, reason: string) => {
    const input = {
      clinic: seen.clinic.slug,
      params: { appointment: seen.id },
      ifMatch: seen.version,
      body: reason.trim() === '' ? {} : { reason: reason.trim() },
    }
    try {
      const token = await currentToken()
      waiting.current = {
        async send() {
          setState({ at: 'sending' })
          try {
            await call('cancelWithReason', input)
            await forget()
            setState({ at: 'rest' })
            onDone()
          } catch (error) {
            setState({ at: 'refused', error, seen, reason })
          }
        },
        sendOnLeaving: () => token && callOnLeaving('cancelWithReason', input, token),
        timer: setTimeout(() => void take()?.send(), undoTime),
      }
      setState({ at: 'counting', until: Date.now() + undoTime })
    } catch (error) {
      setState({ at: 'refused', error, seen, reason })
    }
  }
  const undo = () => {
    take()
    setState({ at: 'rest' })
  }

  useEffect(() => {
    // a phone may end a page that was put aside without another word
    const aside = () => {
      const left = take()
      if (!left) return
      left.sendOnLeaving()
      setState({ at: 'sending' })
    }
    const seen = () => {
      if (document.visibilityState !== 'visible') return aside()
      setState((now) => {
        if (now.at !== 'sending') return now
        void forget()
        return { at: 'rest' }
      })
    }
    const hide = () => void take()?.sendOnLeaving()
    document.addEventListener('visibilitychange', seen)
    addEventListener('pagehide', hide)
    return () => {
      document.removeEventListener('visibilitychange', seen)
      removeEventListener('pagehide', hide)
      // to another page of ours
      void take()?.send()
    }
  }, [forget, take])

  const rest = () => {
    setState({ at: 'rest' })
    void forget()
  }
  return { state, start, undo, rest }
}
