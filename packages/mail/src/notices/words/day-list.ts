import type { NoticeFacts } from '@polyclinic/control'
import type { TimeTeller } from '../tell-time.ts'
import type { Wording } from '../wording.ts'

const dayOf = ({ date, visits }: NoticeFacts['day-list'], tell: TimeTeller): string =>
  visits[0] ? tell.date(visits[0].startsAt) : tell.calendarDate(date)

export const dayList: Wording<'day-list'> = {
  en: (facts, tell) => {
    const { length } = facts.visits
    const count = length === 0 ? 'no visits' : length === 1 ? '1 visit' : `${length} visits`
    return {
      subject: `Your day: ${dayOf(facts, tell)}, ${count}`,
      brief: `your day, ${dayOf(facts, tell)}: ${count}.`,
      opening: [`Hello ${facts.doctorName},`, `this is your ${dayOf(facts, tell)} at ${facts.clinic.name}:`],
    }
  },
  es: (facts, tell) => {
    const { length } = facts.visits
    const count = length === 0 ? 'ninguna cita' : length === 1 ? '1 cita' : `${length} citas`
    return {
      subject: `Su día: ${dayOf(facts, tell)}, ${count}`,
      brief: `su día, ${dayOf(facts, tell)}: ${count}.`,
      opening: [
        `Hola, ${facts.doctorName}:`,
        `Así es su día en ${facts.clinic.name}, ${dayOf(facts, tell)}:`,
      ],
    }
  },
  de: (facts, tell) => {
    const { length } = facts.visits
    const count = length === 0 ? 'keine Termine' : length === 1 ? '1 Termin' : `${length} Termine`
    return {
      subject: `Ihr Tag: ${dayOf(facts, tell)}, ${count}`,
      brief: `Ihr Tag, ${dayOf(facts, tell)}: ${count}.`,
      opening: [
        `Guten Tag ${facts.doctorName},`,
        `das ist Ihr Tag in der Praxis ${facts.clinic.name}, ${dayOf(facts, tell)}:`,
      ],
    }
  },
}
