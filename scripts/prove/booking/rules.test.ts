import { describe, expect, it } from 'vitest'
import { rules } from './check-history.ts'
import { booked, call, event, paperClinic, refused, slot } from './paper-clinic.testing.ts'
import type { Proof, RuleName } from './proof.ts'

const nine = slot('nine', '09:00')
const halfPast = slot('half past', '09:30')
const ten = slot('ten', '10:00')
const group = slot('group', '12:00', { endsAt: slot('', '13:00').startsAt, capacity: 3 })
const visit = { slotId: 'nine', visitType: 'short' }

const sentences = (rule: RuleName, proof: Proof) => rules[rule](proof).map(({ sentence }) => sentence)
/** What every rule says, so that a history breaks the one it was made for. */
const broken = (proof: Proof) =>
  Object.keys(rules).filter((rule) => sentences(rule as RuleName, proof).length > 0)

describe('a history in which all is right', () => {
  it('breaks no rule', () => {
    const proof = paperClinic(
      [nine, halfPast, ten, group],
      [booked('a', nine), booked('b', halfPast), booked('g', group, { visitType: 'group' })],
      [
        refused('book', 'slot-taken', visit, { key: 'late' }),
        call('book', { slotId: 'ten' }, { outcome: 'unknown', key: 'lost' }),
      ],
    )
    expect(broken(proof)).toEqual([])
  })
})

describe('what was acknowledged', () => {
  it('is missed where the appointment is not there', () => {
    const gone = booked('a', nine)
    const proof = paperClinic([nine], [], gone.calls)
    expect(sentences('acknowledged', proof)).toEqual([expect.stringMatching(/there is no appointment a/)])
    expect(broken(proof)).toEqual(['acknowledged'])
  })

  it('is missed where a later move of it is not there', () => {
    const given = { ...booked('a', ten).calls[0]?.given, version: 2 } as never
    const moved = call('reschedule', { appointmentId: 'a', version: 1, slotId: 'ten' }, { given })
    const proof = paperClinic([nine, ten], [booked('a', nine)], [moved])
    expect(sentences('acknowledged', proof)).toEqual([expect.stringMatching(/at version 1, before/)])
  })

  it('is missed where it is at another time', () => {
    const a = booked('a', nine)
    const elsewhere = {
      events: [event('a', ten)],
      appointments: [{ ...a.appointment, startsAt: ten.startsAt }],
    }
    expect(broken(paperClinic([nine, ten], [a], [], elsewhere))).toContain('acknowledged')
  })

  it('is missed where a hold that was released lives on', () => {
    const held = booked('h', nine, { status: 'pending' })
    const proof = paperClinic([nine], [held], [call('release', { holdId: 'h' })])
    expect(sentences('acknowledged', proof)).toContainEqual(expect.stringMatching(/the hold h is pending/))
  })

  it('may have been changed since by a call of which nothing is known', () => {
    const a = booked('a', nine)
    const cancelled = { ...a.appointment, status: 'cancelled', version: 2, doctorTimeId: null }
    const unknown = call('cancel', { appointmentId: 'a', version: 1 }, { outcome: 'unknown' })
    const events = [
      ...a.events,
      event('a', nine, { version: 2, type: 'cancelled', status: 'cancelled', slotIds: [] }),
    ]
    const over = { appointments: [cancelled], events, seats: [], times: [], slots: [nine] }
    expect(broken(paperClinic([nine], [a], [unknown], over))).toEqual([])
  })
})

describe('a slot', () => {
  it('is over its capacity with one seat more', () => {
    const second = booked('b', nine)
    const seated = { ...second, seats: [{ slotId: 'nine', seat: 2, appointmentId: 'b', overbooked: false }] }
    expect(sentences('capacity', paperClinic([nine], [booked('a', nine), seated]))).toEqual([
      'Slot nine of capacity 1 seats 2.',
    ])
  })

  it('counts what it seats', () => {
    const slots = [{ ...nine, taken: 0 }]
    expect(broken(paperClinic([nine], [booked('a', nine)], [], { slots }))).toEqual(['capacity'])
  })

  it('gives no seat twice and none to who has gone', () => {
    const [a, b] = [booked('a', group, { visitType: 'group' }), booked('b', group, { visitType: 'group' })]
    expect(sentences('capacity', paperClinic([group], [a, b]))).toEqual([
      expect.stringMatching(/one seat to two/),
    ])
    const gone = { ...a, appointment: { ...a.appointment, status: 'cancelled' } }
    expect(sentences('capacity', paperClinic([group], [gone]))).toEqual([
      expect.stringMatching(/is cancelled/),
    ])
  })
})

describe('a doctor', () => {
  const buffered = booked('b', halfPast, { visitType: 'buffered' })

  it('is not in two places, counted with buffers', () => {
    const proof = paperClinic([nine, halfPast], [booked('a', nine), buffered])
    expect(sentences('doubles', proof)).toEqual([expect.stringMatching(/^Doctor ada has a .* and b /)])
    expect(broken(proof)).toEqual(['doubles', 'times'])
  })

  it('is not in two places for a while either', () => {
    const a = booked('a', nine)
    const cancel = call(
      'cancel',
      { appointmentId: 'a', version: 1 },
      {
        sentAt: 5_000,
        doneAt: 6_000,
        given: { ...a.calls[0]?.given, version: 2, status: 'cancelled' } as never,
      },
    )
    const ended = {
      appointments: [{ ...a.appointment, status: 'cancelled', version: 2 }, buffered.appointment],
      events: [
        ...a.events,
        event('a', nine, { version: 2, type: 'cancelled', status: 'cancelled' }),
        ...buffered.events,
      ],
      times: [buffered.time],
    }
    expect(sentences('doubles', paperClinic([nine, halfPast], [a, buffered], [cancel], ended))).toHaveLength(
      1,
    )
    // gone before the other came
    const late = {
      ...buffered,
      calls: buffered.calls.map((each) => ({ ...each, sentAt: 7_000, doneAt: 8_000 })),
    }
    expect(sentences('doubles', paperClinic([nine, halfPast], [a, late], [cancel], ended))).toEqual([])
  })

  it('may see a group, and be booked beyond the rules', () => {
    const visitors = ['a', 'b'].map((id) => booked(id, group, { visitType: 'group' }))
    expect(sentences('doubles', paperClinic([group], visitors))).toEqual([])
    const override = { ...buffered, events: [event('b', halfPast, { override: true })] }
    expect(sentences('doubles', paperClinic([nine, halfPast], [booked('a', nine), override]))).toEqual([])
  })

  it('sees no more of a group than it has places', () => {
    const visitors = ['a', 'b', 'c', 'd'].map((id) => booked(id, group, { visitType: 'group' }))
    expect(sentences('doubles', paperClinic([group], visitors))).toEqual([
      expect.stringMatching(/has 4 visitors/),
    ])
  })

  it('has a time for everybody who is alive, and for nobody else', () => {
    const a = booked('a', nine)
    expect(broken(paperClinic([nine], [a], [], { times: [] }))).toEqual(['times'])
    const short = [{ ...a.time, until: a.time.until - 1 }]
    expect(broken(paperClinic([nine], [a], [], { times: short }))).toEqual(['times'])
    const extra = [a.time, { ...a.time, id: 'nobody’s', from: ten.startsAt, until: ten.endsAt }]
    expect(sentences('times', paperClinic([nine], [a], [], { times: extra }))).toEqual([
      'Nobody has the time nobody’s.',
    ])
  })
})

describe('a refused call', () => {
  it('leaves no row', () => {
    const a = booked('a', nine)
    const told = { ...a, calls: [refused('book', 'slot-taken', visit, { key: 'a' })] }
    const said = sentences('phantoms', paperClinic([nine], [told]))
    expect(said).toEqual([
      expect.stringMatching(/Appointment a was booked \(version 1\) by no call/),
      expect.stringMatching(/was refused, but a success is stored under its key a/),
    ])
  })

  it('that was repeated after an unknown end may have left one', () => {
    const unknown = call('book', visit, { outcome: 'unknown', key: 'a' })
    const repeated = refused('book', 'slot-taken', visit, { key: 'a' })
    const a = { ...booked('a', nine), calls: [unknown, repeated] }
    expect(sentences('phantoms', paperClinic([nine], [a]))).toEqual([])
  })
})

describe('an appointment’s history', () => {
  const wrong = (events: Parameters<typeof event>[2][], over = {}) => {
    const a = booked('a', nine, over)
    return sentences(
      'histories',
      paperClinic([nine], [{ ...a, events: events.map((each) => event('a', nine, each)) }]),
    )
  }

  it('has every version once', () => {
    expect(wrong([{ version: 2 }], { version: 2 })).toEqual([
      expect.stringMatching(/its 1. event has version 2/),
    ])
  })

  it('goes only where one may go', () => {
    const twice = [{}, { version: 2, type: 'booked' }]
    expect(wrong(twice, { version: 2 })).toEqual([expect.stringMatching(/booked follows booked/)])
    const mislabelled = [{ status: 'arrived' }]
    expect(wrong(mislabelled)).toEqual([expect.stringMatching(/booked left it arrived/)])
    const moved = [{}, { version: 2, type: 'arrived', status: 'arrived', startsAt: ten.startsAt }]
    expect(wrong(moved, { version: 2 })).toEqual([expect.stringMatching(/arrived moved it/)])
  })

  it('ends in what the appointment is', () => {
    expect(wrong([{}], { status: 'arrived' })).toEqual([expect.stringMatching(/its history ends in/)])
    expect(wrong([])).toEqual([expect.stringMatching(/it has no events/)])
  })
})

describe('a reply', () => {
  it('is the same for each repetition', () => {
    const a = booked('a', nine)
    const other = { ...a.calls[0], given: { ...a.calls[0]?.given, startsAt: 'later' } } as never
    expect(sentences('replies', paperClinic([nine], [a], [other]))).toEqual([
      expect.stringMatching(/something else/),
    ])
  })

  it('tells of one booking under one key only', () => {
    const a = booked('a', nine)
    const stolen = { ...a.calls[0], key: 'another' } as never
    expect(sentences('replies', paperClinic([nine], [a], [stolen]))).toEqual([
      expect.stringMatching(/of one booking/),
    ])
  })

  it('is never a mistake of ours', () => {
    const mistake = call('book', visit, { outcome: 'unknown', status: 500, code: 'internal-error' })
    const away = call('book', visit, { outcome: 'unknown', status: 503, code: 'clinic-unavailable' })
    expect(sentences('mistakes', paperClinic([nine], [], [mistake, away]))).toHaveLength(1)
  })
})
