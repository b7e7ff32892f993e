import type { Template } from './template.ts'

export const erasureBegun: Template<'erasure-begun'> = {
  en: ({ link }) => ({
    subject: 'Your data is being erased',
    parts: [
      'Hello,',
      'as you asked, we are erasing your data at Polyclinic and at all its clinics you have been to. Here you see how far it is:',
      { link, label: 'See how far it is' },
      'If you have not asked for this, please open the page and tell your clinic at once.',
    ],
  }),
  es: ({ link }) => ({
    subject: 'Estamos borrando sus datos',
    parts: [
      'Hola:',
      'Como nos ha pedido, estamos borrando sus datos en Polyclinic y en todas sus clínicas. Aquí ve cómo va:',
      { link, label: 'Ver cómo va' },
      'Si no lo ha pedido, abra la página y avise enseguida a su clínica.',
    ],
  }),
  de: ({ link }) => ({
    subject: 'Ihre Daten werden gelöscht',
    parts: [
      'Guten Tag,',
      'wie gewünscht löschen wir Ihre Daten bei Polyclinic und in allen Praxen, in denen Sie über Polyclinic waren. Hier sehen Sie, wie weit es ist:',
      { link, label: 'Stand ansehen' },
      'Wenn Sie das nicht angefordert haben, öffnen Sie bitte die Seite und sagen Sie gleich Ihrer Praxis Bescheid.',
    ],
  }),
}
