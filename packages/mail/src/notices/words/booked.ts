import type { Wording } from '../wording.ts'
import { clinicOf, forWhom, whenOf } from './subject-of-visits.ts'

export const booked: Wording<'booked'> = {
  en: ({ visits, pending }, tell) => {
    const when = whenOf(visits, tell, 'and')
    const what = pending ? 'Requested' : 'Booked'
    return {
      subject: `${what}: ${when}, ${clinicOf(visits)}`,
      brief: `${pending ? 'requested' : 'booked'}${forWhom(visits, 'for')}: ${when}.${pending ? ' We will tell you when it is confirmed.' : ''}`,
      opening: [
        'Hello,',
        pending
          ? 'your request has arrived. The clinic has still to confirm it and we will tell you as soon as it has:'
          : visits.length > 1
            ? 'your visits are booked:'
            : 'your visit is booked:',
      ],
    }
  },
  es: ({ visits, pending }, tell) => {
    const when = whenOf(visits, tell, 'y')
    return {
      subject: `${pending ? 'Cita solicitada' : 'Cita reservada'}: ${when}, ${clinicOf(visits)}`,
      brief: `cita ${pending ? 'solicitada' : 'reservada'}${forWhom(visits, 'para')}: ${when}.${pending ? ' Le avisaremos cuando se confirme.' : ''}`,
      opening: [
        'Hola:',
        pending
          ? 'Hemos recibido su solicitud. La clínica aún tiene que confirmarla; le avisaremos en cuanto lo haga:'
          : visits.length > 1
            ? 'Sus citas están reservadas:'
            : 'Su cita está reservada:',
      ],
    }
  },
  de: ({ visits, pending }, tell) => {
    const when = whenOf(visits, tell, 'und')
    return {
      subject: `${pending ? 'Termin angefragt' : 'Termin gebucht'}: ${when}, ${clinicOf(visits)}`,
      brief: `Termin ${pending ? 'angefragt' : 'gebucht'}${forWhom(visits, 'für')}: ${when}.${pending ? ' Wir melden uns, sobald er bestätigt ist.' : ''}`,
      opening: [
        'Guten Tag,',
        pending
          ? 'Ihre Anfrage ist angekommen. Die Praxis muss sie noch bestätigen; wir melden uns, sobald sie es getan hat:'
          : visits.length > 1
            ? 'Ihre Termine sind gebucht:'
            : 'Ihr Termin ist gebucht:',
      ],
    }
  },
}
