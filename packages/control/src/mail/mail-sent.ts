import type { ControlPlane } from '../control-plane.ts'
import { endMail } from './mail-queries.ts'

/** It has arrived at the mail server: what it said is forgotten. */
export const mailSent = ({ database }: ControlPlane, mailId: string): Promise<void> =>
  endMail(database, mailId, { state: 'sent' })
