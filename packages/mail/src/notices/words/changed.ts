import type { Wording } from '../wording.ts'
import { forWhom, whenOf } from './subject-of-visits.ts'

export const changed: Wording<'changed'> = {
  en: ({ visit, before }, tell) => {
    const when = whenOf([visit], tell, 'and')
    return {
      subject: `${before ? 'New time' : 'Your visit'}: ${when}, ${visit.clinic.name}`,
      brief: before
        ? `new time${forWhom([visit], 'for')}: ${when}, not ${tell.brief(before.startsAt)} any more.`
        : `your visit${forWhom([visit], 'for')} stands: ${when}.`,
      opening: ['Hello,', before ? 'your visit has another time now:' : 'this is how your visit stands now:'],
      closing: before ? [`It does not take place on ${tell.whole(before.startsAt)} any more.`] : [],
    }
  },
  es: ({ visit, before }, tell) => {
    const when = whenOf([visit], tell, 'y')
    return {
      subject: `${before ? 'Nueva hora' : 'Su cita'}: ${when}, ${visit.clinic.name}`,
      brief: before
        ? `nueva hora${forWhom([visit], 'para')}: ${when}, ya no ${tell.brief(before.startsAt)}.`
        : `su cita${forWhom([visit], 'para')} queda así: ${when}.`,
      opening: ['Hola:', before ? 'Su cita tiene ahora otra hora:' : 'Su cita queda ahora así:'],
      closing: before ? [`Ya no tiene lugar el ${tell.whole(before.startsAt)}.`] : [],
    }
  },
  de: ({ visit, before }, tell) => {
    const when = whenOf([visit], tell, 'und')
    return {
      subject: `${before ? 'Neue Zeit' : 'Ihr Termin'}: ${when}, ${visit.clinic.name}`,
      brief: before
        ? `neue Zeit${forWhom([visit], 'für')}: ${when}, nicht mehr ${tell.brief(before.startsAt)}.`
        : `Ihr Termin${forWhom([visit], 'für')}: ${when}.`,
      opening: [
        'Guten Tag,',
        before ? 'Ihr Termin hat jetzt eine andere Zeit:' : 'so steht Ihr Termin jetzt:',
      ],
      closing: before ? [`Er findet nicht mehr zu dieser Zeit statt: ${tell.whole(before.startsAt)}.`] : [],
    }
  },
}
