import type { ControlPlane } from '../control-plane.ts'
import type { NoticeRow } from './notice-queries.ts'
import { noteNoticeError, putOff } from './outcome-queries.ts'

const firstSeconds = 15
const longestSeconds = 30 * 60

/**
 * They were not taken this time. Their job is done: whoever looks for what is due finds them again, each time after twice
 * as long, half an hour at most, as long as what they say is true.
 */
export const noticesFailed = (
  { database }: ControlPlane,
  ids: readonly string[],
  { attempts }: Pick<NoticeRow, 'attempts'>,
  code: string,
): Promise<void> =>
  putOff(database, ids, { seconds: Math.min(firstSeconds * 2 ** attempts, longestSeconds) }, code)

/** They may not leave yet. */
export const noticesPutOff = ({ database }: ControlPlane, ids: readonly string[], at: Date): Promise<void> =>
  putOff(database, ids, { at })

/** Something of ours is wrong with it; the job that fails says what. */
export const noticeBroken = ({ database }: ControlPlane, id: string, code: string): Promise<void> =>
  noteNoticeError(database, id, code)
