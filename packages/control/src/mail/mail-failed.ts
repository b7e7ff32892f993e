import type { ControlPlane } from '../control-plane.ts'
import { noteFailure } from './mail-queries.ts'

/**
 * It was not sent this time and waits on.
 * @param code of the server or the network; never its words
 */
export const mailFailed = ({ database }: ControlPlane, mailId: string, code: string): Promise<void> =>
  noteFailure(database, mailId, code)
