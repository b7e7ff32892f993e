import type { Wording } from '../wording.ts'
import { forWhom, whenOf } from './subject-of-visits.ts'

export const cancelled: Wording<'cancelled'> = {
  en: ({ visit, by, bookedAgain }, tell) => {
    const when = whenOf([visit], tell, 'and')
    return {
      subject: `Cancelled: ${when}, ${visit.clinic.name}`,
      brief: `cancelled${forWhom([visit], 'for')}: ${when}.`,
      opening: [
        'Hello,',
        by === 'clinic'
          ? 'the clinic had to cancel this visit, and we are sorry about it:'
          : 'as you asked, this visit is cancelled:',
      ],
      closing: [
        ...(bookedAgain ? ['You have booked this time again, and that booking stands.'] : []),
        'The old entry goes from your calendar with the file of this mail.',
      ],
    }
  },
  es: ({ visit, by, bookedAgain }, tell) => {
    const when = whenOf([visit], tell, 'y')
    return {
      subject: `Cita cancelada: ${when}, ${visit.clinic.name}`,
      brief: `cita cancelada${forWhom([visit], 'de')}: ${when}.`,
      opening: [
        'Hola:',
        by === 'clinic'
          ? 'La clínica ha tenido que cancelar esta cita. Lo sentimos:'
          : 'Como nos ha pedido, esta cita está cancelada:',
      ],
      closing: [
        ...(bookedAgain ? ['Ha vuelto a reservar la misma hora, y esa reserva sigue en pie.'] : []),
        'El archivo de este mensaje quita la entrada anterior de su calendario.',
      ],
    }
  },
  de: ({ visit, by, bookedAgain }, tell) => {
    const when = whenOf([visit], tell, 'und')
    return {
      subject: `Termin abgesagt: ${when}, ${visit.clinic.name}`,
      brief: `Termin abgesagt${forWhom([visit], 'für')}: ${when}.`,
      opening: [
        'Guten Tag,',
        by === 'clinic'
          ? 'die Praxis musste diesen Termin leider absagen:'
          : 'wie gewünscht ist dieser Termin abgesagt:',
      ],
      closing: [
        ...(bookedAgain ? ['Sie haben diese Zeit neu gebucht, und diese Buchung gilt.'] : []),
        'Mit der Datei an dieser Nachricht verschwindet der alte Eintrag aus Ihrem Kalender.',
      ],
    }
  },
}
