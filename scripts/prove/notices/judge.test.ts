import { expect, test } from 'vitest'
import { judge, type NoticeOfBooking } from './judge.ts'
import type { Delivery } from './open-sink.ts'

/** A message that came whole, of the one worker's first life unless told. */
const message = (began: number, over: Partial<Delivery> = {}): Delivery => ({
  ...{ worker: 0, life: 0, began, ended: began + 10, messageId: 'm', visits: ['a'] },
  ...over,
})
const sent = (appointmentId: string, finishedAt: number): NoticeOfBooking => ({
  ...{ appointmentId, state: 'sent', finishedAt },
})
const kill = (at: number) => ({ worker: 0, life: 0, at })

test('one message each, several visits in one, and kills beside them are no fault', () => {
  const both = message(200, { messageId: 'n', visits: ['b', 'c'] })
  const judged = judge([sent('a', 120), sent('b', 220), sent('c', 220)], [message(100), both], [kill(150)])
  expect(judged).toMatchObject({ faults: [], delivered: 2, duplicates: 0, killsInSends: 0, cutSends: 0 })
})

test('a message comes again where its worker was killed before it could write it down, or before it had all come', () => {
  const again = message(300, { life: 1 })
  for (const first of [message(100), message(100, { ended: 180 })]) {
    const judged = judge([sent('a', 320)], [first, again], [kill(105)])
    expect(judged).toMatchObject({ faults: [], duplicates: 1, killsInSends: 1, cutSends: 1 })
  }
  const { ended: _, ...cutOff } = message(100, { visits: [] })
  expect(judge([sent('a', 320)], [cutOff, again], [kill(105)])).toMatchObject({ faults: [], duplicates: 0 })
})

test('a sender that writes down before it sends is found by what never arrived', () => {
  const { ended: _, ...cutOff } = message(100, { visits: [] })
  expect(judge([sent('a', 90)], [cutOff], [kill(105)]).faults).toEqual(['The notice of a never arrived.'])
})

test('a notice that is missing, or not in the message it is said to be in, is found', () => {
  const { faults } = judge([{ appointmentId: 'a' }, sent('b', 120)], [message(100)], [])
  expect(faults).toEqual(['The notice of a is not there.', 'The notice of b never arrived.'])
})

test('a sender that sends what is written down, or before others have let go of it, is found by what came again', () => {
  const wrong = 'The notice of a came again though nobody was killed in it.'
  const again = message(300, { worker: 1 })
  // nobody was killed; another was; this one was, but long after it had written that down
  for (const kills of [[], [{ worker: 1, life: 0, at: 105 }], [kill(250)]]) {
    expect(judge([sent('a', 120)], [message(100), again], kills).faults).toEqual([wrong])
  }
})

test('a sender that names the message anew is found', () => {
  const again = message(300, { life: 1, messageId: 'another' })
  expect(judge([sent('a', 320)], [message(100), again], [kill(105)]).faults).toEqual([
    'The notice of a came in several messages: a mailbox cannot know them as one.',
  ])
})
