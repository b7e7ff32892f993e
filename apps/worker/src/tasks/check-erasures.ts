import { fanOut } from './fan-out.ts'

/**
 * Every night: each clinic is held against everybody who was erased.
 * @param spreadSeconds an hour unless told
 */
export const checkErasures = (spreadSeconds = 3_600) =>
  fanOut({
    name: 'check-erasures',
    states: ['active', 'suspended', 'archived'],
    spreadSeconds,
    says: 'the clinics will be held against the erasures',
    jobFor: (clinicId, afterSeconds) => ({
      task: 'check-erasures-at-clinic',
      payload: { clinicId },
      key: `check-erasures:${clinicId}`,
      whileUnderWay: 'leave',
      afterSeconds,
    }),
  })
