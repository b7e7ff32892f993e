import type { Language } from '../../language.ts'

/** The names of facts and links. */
export interface Labels {
  readonly when: string
  readonly where: string
  readonly doctor: string
  readonly what: string
  readonly forWhom: string
  readonly reference: string
  readonly phone: string
  readonly manage: string
  /** Where a time is only offered, or has to be chosen anew */
  readonly choose: string
  /** Before the link of a short message */
  readonly manageBriefly: string
  readonly unsubscribe: string
}

export const labels: { readonly [L in Language]: Labels } = {
  en: {
    when: 'When',
    where: 'Where',
    doctor: 'With',
    what: 'What for',
    forWhom: 'For',
    reference: 'Reference',
    phone: 'Phone',
    manage: 'See, move or cancel it',
    choose: 'See it and decide',
    manageBriefly: 'Manage:',
    unsubscribe: 'No more reminders, please',
  },
  es: {
    when: 'Cuándo',
    where: 'Dónde',
    doctor: 'Con',
    what: 'Para qué',
    forWhom: 'Para',
    reference: 'Referencia',
    phone: 'Teléfono',
    manage: 'Ver, mover o cancelar',
    choose: 'Ver y decidir',
    manageBriefly: 'Gestionar:',
    unsubscribe: 'No quiero más recordatorios',
  },
  de: {
    when: 'Wann',
    where: 'Wo',
    doctor: 'Bei',
    what: 'Wofür',
    forWhom: 'Für',
    reference: 'Nummer',
    phone: 'Telefon',
    manage: 'Ansehen, verschieben oder absagen',
    choose: 'Ansehen und entscheiden',
    manageBriefly: 'Verwalten:',
    unsubscribe: 'Keine Erinnerungen mehr, bitte',
  },
}
