import type { Wording } from '../wording.ts'
import { forWhom, whenOf } from './subject-of-visits.ts'

export const displaced: Wording<'displaced'> = {
  en: ({ visit }, tell) => {
    const when = whenOf([visit], tell, 'and')
    return {
      subject: `It cannot take place: ${when}, ${visit.clinic.name}`,
      brief: `your visit${forWhom([visit], 'for')} cannot take place: ${when}. Please choose another time, or we will call you.`,
      opening: ['Hello,', 'we are sorry: the clinic cannot keep this time:'],
      closing: ['Please choose another time, or wait for the clinic to be in touch with you.'],
    }
  },
  es: ({ visit }, tell) => {
    const when = whenOf([visit], tell, 'y')
    return {
      subject: `No puede tener lugar: ${when}, ${visit.clinic.name}`,
      brief: `su cita${forWhom([visit], 'para')} no puede tener lugar: ${when}. Elija otra hora o espere nuestra llamada.`,
      opening: ['Hola:', 'Lo sentimos: la clínica no puede mantener esta hora:'],
      closing: ['Elija otra hora o espere a que la clínica se ponga en contacto con usted.'],
    }
  },
  de: ({ visit }, tell) => {
    const when = whenOf([visit], tell, 'und')
    return {
      subject: `Kann nicht stattfinden: ${when}, ${visit.clinic.name}`,
      brief: `Ihr Termin${forWhom([visit], 'für')} kann nicht stattfinden: ${when}. Bitte wählen Sie eine andere Zeit, oder wir melden uns.`,
      opening: ['Guten Tag,', 'es tut uns leid: Diese Zeit kann die Praxis nicht halten:'],
      closing: ['Bitte wählen Sie eine andere Zeit, oder warten Sie, bis die Praxis sich meldet.'],
    }
  },
}
