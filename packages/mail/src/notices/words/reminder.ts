import type { Wording } from '../wording.ts'
import { clinicOf, forWhom, whenOf } from './subject-of-visits.ts'

export const reminder: Wording<'reminder'> = {
  en: ({ visits }, tell) => {
    const when = whenOf(visits, tell, 'and')
    return {
      subject: `Reminder: ${when}, ${clinicOf(visits)}`,
      brief: `reminder${forWhom(visits, 'for')}: ${when}.`,
      opening: ['Hello,', visits.length > 1 ? 'soon you have these visits:' : 'soon you have this visit:'],
      closing: ['If you cannot come, please cancel in time: somebody else may be waiting for it.'],
    }
  },
  es: ({ visits }, tell) => {
    const when = whenOf(visits, tell, 'y')
    return {
      subject: `Recordatorio: ${when}, ${clinicOf(visits)}`,
      brief: `recordatorio${forWhom(visits, 'para')}: ${when}.`,
      opening: ['Hola:', visits.length > 1 ? 'Pronto tiene estas citas:' : 'Pronto tiene esta cita:'],
      closing: ['Si no puede venir, cancele a tiempo: quizá otra persona la espera.'],
    }
  },
  de: ({ visits }, tell) => {
    const when = whenOf(visits, tell, 'und')
    return {
      subject: `Erinnerung: ${when}, ${clinicOf(visits)}`,
      brief: `Erinnerung${forWhom(visits, 'für')}: ${when}.`,
      opening: [
        'Guten Tag,',
        visits.length > 1 ? 'bald haben Sie diese Termine:' : 'bald haben Sie diesen Termin:',
      ],
      closing: [
        'Wenn Sie nicht kommen können, sagen Sie bitte rechtzeitig ab: Vielleicht wartet jemand darauf.',
      ],
    }
  },
}
