import { z } from 'zod'
import { code, identifier, instant, versionSeen } from '../words.ts'
import { whose } from './appointment.ts'

/** One slot, or any free doctor at a time: who holds or books names either. */
export const choiceOfTime = {
  slotId: identifier.optional(),
  slotVersion: versionSeen.optional().describe('Refuse when the slot has changed since this version'),
  startsAt: instant
    .optional()
    .describe('Instead of a slot: with the free doctor who has the least to do that day'),
  doctors: z.array(identifier).min(1).max(50).optional().describe('With `startsAt`: only one of these'),
  specialty: code.optional().describe('With `startsAt`: only a doctor of this specialty'),
  visitType: code.optional(),
  patientId: whose,
}

interface Choice {
  holdId?: string | undefined
  slotId?: string | undefined
  slotVersion?: number | undefined
  startsAt?: string | undefined
  doctors?: string[] | undefined
  specialty?: string | undefined
  visitType?: string | undefined
}

/** Says what does not go together, each at its place. */
export function checkChoice(choice: Choice, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: path === '' ? [] : [path], message })
  const named = (['holdId', 'slotId', 'startsAt'] as const).filter((way) => choice[way] !== undefined)
  const [way, second] = named
  if (way === undefined) refuse('', 'name a time: `slotId`, or `startsAt` for any free doctor')
  if (second !== undefined) refuse(second, `cannot be given together with \`${way}\``)
  if (way !== 'slotId' && choice.slotVersion !== undefined) refuse('slotVersion', 'goes with `slotId` only')
  for (const only of ['doctors', 'specialty'] as const) {
    if (way !== 'startsAt' && choice[only] !== undefined) refuse(only, 'goes with `startsAt` only')
  }
  if (way === 'holdId' && choice.visitType !== undefined) refuse('visitType', 'is said by the hold')
  if (way !== 'holdId' && choice.visitType === undefined) refuse('visitType', 'is missing')
}
