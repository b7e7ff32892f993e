import { describe, expect, it } from 'vitest'
import { rules } from './check-history.ts'
import { booked, call, event, paperClinic, slot } from './paper-clinic.testing.ts'
import type { Proof, RuleName } from './proof.ts'

const nine = slot('nine', '09:00')
const halfPast = slot('half past', '09:30')
const ten = slot('ten', '10:00')
const group = slot('group', '12:00', { endsAt: slot('', '13:00').startsAt, capacity: 3 })

const sentences = (rule: RuleName, proof: Proof) => rules[rule](proof).map(({ sentence }) => sentence)
const broken = (proof: Proof) =>
  Object.keys(rules).filter((rule) => sentences(rule as RuleName, proof).length > 0)

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
