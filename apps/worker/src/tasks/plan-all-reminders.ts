import { fanOut } from './fan-out.ts'

/**
 * Every hour: what each clinic has to remind people of is planned, by its rules and its appointments as they are then.
 * @param spreadSeconds three quarters of an hour unless told
 */
export const planAllReminders = (spreadSeconds = 2_700) =>
  fanOut({
    name: 'plan-all-reminders',
    states: ['active', 'suspended'],
    spreadSeconds,
    says: 'reminders will be planned',
    jobFor: (clinicId, afterSeconds) => ({
      task: 'plan-reminders',
      payload: { clinicId },
      key: `plan-reminders:${clinicId}`,
      whileUnderWay: 'leave',
      afterSeconds,
    }),
  })
