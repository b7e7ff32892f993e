import type { ControlPlane } from '../control-plane.ts'
import { endMail } from './mail-queries.ts'

/**
 * It will never be sent: what it said is forgotten.
 * @param code of the server, or ours; never its words
 */
export const mailRefused = ({ database }: ControlPlane, mailId: string, code: string): Promise<void> =>
  endMail(database, mailId, { state: 'refused', error: code })
