import { tendingJob } from '@polyclinic/control'
import { fanOut } from './fan-out.ts'

/**
 * Every hour: each clinic is looked after, so that its day ends whatever its time zone, and whatever the queue was not
 * told of.
 * @param spreadSeconds three quarters of an hour unless told
 */
export const tendClinics = (spreadSeconds = 2_700) =>
  fanOut({
    name: 'tend-clinics',
    states: ['active', 'suspended'],
    spreadSeconds,
    says: 'the clinics will be looked after',
    jobFor: (clinicId, afterSeconds) => ({
      // a key of its own: it must not push back a job that is due sooner
      ...tendingJob(clinicId, afterSeconds),
      key: `tend-clinic:${clinicId}:hourly`,
      whileUnderWay: 'leave',
    }),
  })
