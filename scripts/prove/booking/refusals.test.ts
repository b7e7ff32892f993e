import { describe, expect, it } from 'vitest'
import { rules } from './check-history.ts'
import type { Asked, Call } from './history.ts'
import { booked, call, event, paperClinic, refused, slot, type Written } from './paper-clinic.testing.ts'

const nine = slot('nine', '09:00')
const halfPast = slot('half past', '09:30')
const ten = slot('ten', '10:00')
const bens = slot('ben’s nine', '09:00', { doctorId: 'ben' })
const group = slot('group', '12:00', { endsAt: slot('', '13:00').startsAt, capacity: 3 })
const slots = [nine, halfPast, ten, bens, group]

/** What is said of a refusal: nothing where it was right. */
const saidOf = (refusal: Call, written: readonly Written[] = [], further: readonly Call[] = []) =>
  rules
    .refusals(paperClinic(slots, written, [refusal, ...further]))
    .map(({ sentence }) => sentence.replace(/^.*: /, ''))
const taken = (asked: Asked, over: Partial<Call> = {}) => refused('book', 'slot-taken', asked, over)
const nobody = [expect.stringMatching(/^nobody can have been there at that time \(slot .+\)\.$/)]

/** A hold from a second to three seconds after the beginning, for half a minute. */
function held(where = nine): Written {
  const h = booked('h', where)
  const expiresAt = 31_000
  return {
    ...h,
    appointment: { ...h.appointment, status: 'pending', holdExpiresAt: expiresAt },
    events: [event('h', where, { type: 'held', status: 'pending', holdExpiresAt: expiresAt })],
    calls: h.calls.map((each) => ({ ...each, verb: 'hold' })),
  }
}

describe('a time that is refused as taken', () => {
  it('was somebody’s', () => {
    expect(saidOf(taken({ slotId: 'nine', visitType: 'short' }), [booked('a', nine)])).toEqual([])
    expect(saidOf(taken({ slotId: 'nine', visitType: 'short' }))).toEqual(nobody)
    expect(saidOf(taken({ slotId: 'nine', visitType: 'short' }), [booked('a', bens)])).toEqual(nobody)
  })

  it('was somebody’s at that moment', () => {
    const before = taken({ slotId: 'nine', visitType: 'short' }, { sentAt: 100, doneAt: 900 })
    expect(saidOf(before, [booked('a', nine)])).toEqual(nobody)
    const during = taken({ slotId: 'nine', visitType: 'short' }, { sentAt: 100, doneAt: 1_100 })
    expect(saidOf(during, [booked('a', nine)])).toEqual([])
  })

  it('may be wanted with buffers, or for longer', () => {
    const a = booked('a', nine)
    expect(saidOf(taken({ slotId: 'half past', visitType: 'short' }), [a])).toEqual(nobody)
    expect(saidOf(taken({ slotId: 'half past', visitType: 'buffered' }), [a])).toEqual([])
    expect(saidOf(taken({ slotId: 'half past', visitType: 'long' }), [booked('b', ten)])).toEqual([])
    expect(saidOf(taken({ slotId: 'half past', visitType: 'short' }), [booked('b', ten)])).toEqual(nobody)
  })

  it('may be a group’s, once it is full', () => {
    const visitors = ['a', 'b', 'c'].map((id) => booked(id, group, { visitType: 'group' }))
    const refusal = taken({ slotId: 'group', visitType: 'group' })
    expect(saidOf(refusal, visitors)).toEqual([])
    expect(saidOf(refusal, visitors.slice(1))).toEqual(nobody)
  })

  it('may be any doctor’s, when all were busy', () => {
    const any = { startsAt: '2020-01-01T09:00:00Z', visitType: 'short' }
    expect(saidOf(taken(any), [booked('a', nine), booked('b', bens)])).toEqual([])
    expect(saidOf(taken(any), [booked('a', nine)])).toEqual(nobody)
    expect(saidOf(taken({ ...any, doctors: ['ada'] }), [booked('a', nine)])).toEqual([])
  })

  it('is free of what was given back before, unless it may not have been', () => {
    const a = booked('a', nine)
    const cancel = { sentAt: 2_100, doneAt: 2_200, outcome: 'ok' } as const
    const given = { ...a.calls[0]?.given, version: 2, status: 'cancelled' } as never
    const gone: Written = {
      ...a,
      appointment: { ...a.appointment, status: 'cancelled', version: 2 },
      events: [...a.events, event('a', nine, { version: 2, type: 'cancelled', status: 'cancelled' })],
      seats: [],
    }
    const asked = { appointmentId: 'a', version: 1 }
    const refusal = taken({ slotId: 'nine', visitType: 'short' })
    expect(saidOf(refusal, [gone], [call('cancel', asked, { ...cancel, given })])).toEqual(nobody)
    expect(saidOf(refusal, [gone], [call('cancel', asked, { ...cancel, outcome: 'unknown' })])).toEqual([])
  })

  it('is not in the way of its own move', () => {
    const move = { slotId: 'nine', visitType: 'short', appointmentId: 'a', version: 1 }
    expect(saidOf(refused('reschedule', 'slot-taken', move), [booked('a', nine)])).toEqual(nobody)
  })
})

describe('a time that is refused as held', () => {
  const asked = { slotId: 'nine', visitType: 'short' }

  it('was held, and not yet over', () => {
    expect(saidOf(refused('book', 'slot-held', asked), [held()])).toEqual([])
    expect(saidOf(refused('book', 'slot-held', asked), [booked('a', nine)])).toEqual([
      'nobody can have held it at that time.',
    ])
    const later = { sentAt: 60_000, doneAt: 61_000 }
    expect(saidOf(refused('book', 'slot-held', asked, later), [held()])).toEqual(nobody)
  })
})

describe('a hold that is refused as ended', () => {
  it('was used, given back or over', () => {
    expect(saidOf(refused('book', 'hold-ended', { holdId: 'h' }), [held()])).toEqual([
      'nobody can have ended the hold by then.',
    ])
    const later = { sentAt: 60_000, doneAt: 61_000 }
    expect(saidOf(refused('book', 'hold-ended', { holdId: 'h' }, later), [held()])).toEqual([])
  })
})

describe('an older version that is refused', () => {
  const current = (version: number) => ({ facts: { current: { version } } })

  it('was older', () => {
    const asked = { slotId: 'nine', slotVersion: 3 }
    expect(saidOf(refused('book', 'slot-version-mismatch', asked, current(4)))).toEqual([])
    expect(saidOf(refused('book', 'slot-version-mismatch', asked, current(3)))).toHaveLength(1)
    const edit = { appointmentId: 'a', version: 1 }
    expect(saidOf(refused('cancel', 'version-mismatch', edit, current(2)), [booked('a', nine)])).toEqual([])
    expect(saidOf(refused('cancel', 'version-mismatch', edit, current(1)), [booked('a', nine)])).toHaveLength(
      1,
    )
  })
})

describe('any other refusal', () => {
  it('needs a reason that there can be', () => {
    const edit = { appointmentId: 'a', version: 1 }
    const a = [booked('a', nine)]
    expect(saidOf(refused('cancel', 'not-found', edit), a)).toHaveLength(1)
    expect(saidOf(refused('book', 'patient-unknown', { slotId: 'nine' }))).toHaveLength(1)
    const state = (name: string) => ({ facts: { state: name } })
    expect(saidOf(refused('arrive', 'transition-not-allowed', edit, state('cancelled')), a)).toEqual([])
    expect(saidOf(refused('arrive', 'transition-not-allowed', edit, state('booked')), a)).toHaveLength(1)
    const rule = (name: string) => ({ facts: { rule: name } })
    const long = { slotId: 'ten', visitType: 'long' }
    expect(saidOf(refused('book', 'outside-policy', long, rule('visit-too-long')))).toEqual([])
    const fits = { slotId: 'nine', visitType: 'long' }
    expect(saidOf(refused('book', 'outside-policy', fits, rule('visit-too-long')))).toEqual([
      'the visit fits.',
    ])
    expect(saidOf(refused('book', 'outside-policy', fits, rule('horizon')))).toHaveLength(1)
  })
})
