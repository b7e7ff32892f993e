import type { Wording } from '../wording.ts'
import { forWhom, whenOf } from './subject-of-visits.ts'

export const offered: Wording<'offered'> = {
  en: ({ visit, until }, tell) => {
    const when = whenOf([visit], tell, 'and')
    return {
      subject: `A time has become free: ${when}, ${visit.clinic.name}`,
      brief: `a time has become free${forWhom([visit], 'for')}: ${when}. It is kept for you until ${tell.brief(until)}.`,
      opening: ['Hello,', 'you are on the waiting list, and a time has become free:'],
      closing: [`It is kept for you until ${tell.whole(until)}. After that somebody else may have it.`],
    }
  },
  es: ({ visit, until }, tell) => {
    const when = whenOf([visit], tell, 'y')
    return {
      subject: `Ha quedado libre una hora: ${when}, ${visit.clinic.name}`,
      brief: `ha quedado libre una hora${forWhom([visit], 'para')}: ${when}. Se la guardamos hasta ${tell.brief(until)}.`,
      opening: ['Hola:', 'Está en la lista de espera y ha quedado libre una hora:'],
      closing: [`Se la guardamos hasta el ${tell.whole(until)}. Después puede ser de otra persona.`],
    }
  },
  de: ({ visit, until }, tell) => {
    const when = whenOf([visit], tell, 'und')
    return {
      subject: `Ein Termin ist frei geworden: ${when}, ${visit.clinic.name}`,
      brief: `ein Termin ist frei geworden${forWhom([visit], 'für')}: ${when}. Er bleibt für Sie frei bis ${tell.brief(until)}.`,
      opening: ['Guten Tag,', 'Sie stehen auf der Warteliste, und ein Termin ist frei geworden:'],
      closing: [`Er bleibt für Sie frei bis ${tell.whole(until)}. Danach kann ihn jemand anderes haben.`],
    }
  },
}
