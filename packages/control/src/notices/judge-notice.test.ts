import { expect, test } from 'vitest'
import { judgeNotice, type JudgedVisit } from './judge-notice.ts'
import type { ToldRow } from './notice-queries.ts'

const now = new Date('2027-01-01T09:00:00Z')
const at = (hour: number) => new Date(Date.UTC(2027, 0, 2, hour))
const visit = (over: Partial<JudgedVisit> = {}): JudgedVisit => ({
  ...{ version: 3, status: 'booked', doctorId: 'ada', startsAt: at(10) },
  ...{ displaced: false, holdExpiresAt: null, bookedAgain: false },
  ...over,
})
const told = (over: Partial<ToldRow> = {}): ToldRow => ({
  ...{ appointmentId: 'one', kind: 'booked', channel: 'email', state: 'sent', version: 1, toldVersion: 1 },
  ...{ toldStartsAt: at(10), toldDoctorId: 'ada', toldStatus: 'booked' },
  ...over,
})
type Notice = Parameters<typeof judgeNotice>[0]
const notice = (kind: Notice['kind'], over: Partial<Notice> = {}): Notice => ({
  ...{ kind, version: 3, startsAt: at(10) },
  ...over,
})

test.each<[string, Notice, JudgedVisit | undefined, ToldRow[], string | undefined]>([
  ['a booking that stands', notice('booked'), visit(), [], undefined],
  ['a booking that was cancelled', notice('booked'), visit({ status: 'cancelled' }), [], 'over'],
  ['a booking whose time was taken away', notice('booked'), visit({ displaced: true }), [], 'undone'],
  ['a visit that has begun', notice('booked'), visit({ startsAt: now }), [], 'over'],
  ['a move', notice('changed'), visit({ startsAt: at(12) }), [told()], undefined],
  ['a move and back', notice('changed'), visit(), [told()], 'nothing-changed'],
  ['another doctor', notice('changed'), visit({ doctorId: 'ben' }), [told()], undefined],
  ['a confirmation', notice('changed'), visit(), [told({ toldStatus: 'pending' })], undefined],
  [
    'a move that was told with a later one',
    notice('changed'),
    visit(),
    [told({ toldVersion: 4 })],
    'told-already',
  ],
  [
    'a move before anything was told',
    notice('changed'),
    visit(),
    [told({ state: 'waiting' })],
    'told-already',
  ],
  [
    'a time that was given back',
    notice('changed'),
    visit(),
    [told({ kind: 'displaced', toldVersion: 2 })],
    undefined,
  ],
  ['a cancellation', notice('cancelled'), visit({ status: 'cancelled' }), [told()], undefined],
  [
    'a cancellation of what nobody heard of',
    notice('cancelled'),
    visit({ status: 'cancelled' }),
    [told({ state: 'dropped', toldVersion: null })],
    'never-told',
  ],
  [
    'a cancellation whose booking was refused one way and sent another',
    notice('cancelled'),
    visit({ status: 'cancelled' }),
    [told({ state: 'refused', toldVersion: null }), told()],
    undefined,
  ],
  ['a cancellation that was undone', notice('cancelled'), visit(), [told()], 'undone'],
  [
    'a time that was booked again, whose entry a mail has put into a calendar',
    notice('cancelled'),
    visit({ status: 'cancelled', bookedAgain: true }),
    [told()],
    undefined,
  ],
  [
    'a time that was booked again, told of in a short message',
    notice('cancelled'),
    visit({ status: 'cancelled', bookedAgain: true }),
    [told({ channel: 'sms' })],
    'undone',
  ],
  ['a reminder', notice('reminder'), visit(), [told({ toldVersion: 3 })], undefined],
  ['a reminder of a time that was moved', notice('reminder'), visit({ startsAt: at(12) }), [], 'moved'],
  [
    'a reminder of what nobody confirmed',
    notice('reminder'),
    visit({ status: 'pending' }),
    [],
    'not-confirmed',
  ],
  ['an offer', notice('offered'), visit({ status: 'pending', holdExpiresAt: at(0) }), [], undefined],
  ['an offer that is over', notice('offered'), visit({ status: 'pending', holdExpiresAt: now }), [], 'over'],
  ['a time taken away', notice('displaced'), visit({ displaced: true }), [], undefined],
  ['a time given back meanwhile', notice('displaced'), visit(), [], 'undone'],
  ['a visit that is not there', notice('booked'), undefined, [], 'over'],
])('%s', (_, of, truth, before, verdict) => {
  expect(judgeNotice(of, truth, before, now)).toBe(verdict)
})
