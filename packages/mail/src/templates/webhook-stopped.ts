import type { Template } from './template.ts'

export const webhookStopped: Template<'webhook-stopped'> = {
  en: ({ clinic, host, why }) => ({
    subject: `${clinic}: a webhook was stopped`,
    parts: [
      'Hello,',
      why === 'gone'
        ? `the endpoint at ${host} says that it is gone (410). Events of ${clinic} are not sent there any more.`
        : `nothing has reached the endpoint at ${host} for three days. Events of ${clinic} are not sent there any more.`,
      'What happens meanwhile is kept for thirty days. When the endpoint works again, make it active and send what was missed with "replay".',
    ],
  }),
  es: ({ clinic, host, why }) => ({
    subject: `${clinic}: se ha detenido un webhook`,
    parts: [
      'Hola:',
      why === 'gone'
        ? `El destino en ${host} dice que ya no existe (410). Los eventos de ${clinic} ya no se envían allí.`
        : `Desde hace tres días no llega nada al destino en ${host}. Los eventos de ${clinic} ya no se envían allí.`,
      'Lo que ocurra entretanto se guarda treinta días. Cuando el destino vuelva a funcionar, actívelo y envíe lo que falte con «replay».',
    ],
  }),
  de: ({ clinic, host, why }) => ({
    subject: `${clinic}: Ein Webhook wurde angehalten`,
    parts: [
      'Guten Tag,',
      why === 'gone'
        ? `der Endpunkt auf ${host} meldet, dass es ihn nicht mehr gibt (410). Ereignisse von ${clinic} werden nicht mehr dorthin gesendet.`
        : `seit drei Tagen hat den Endpunkt auf ${host} nichts mehr erreicht. Ereignisse von ${clinic} werden nicht mehr dorthin gesendet.`,
      'Was inzwischen geschieht, wird dreißig Tage lang aufgehoben. Wenn der Endpunkt wieder arbeitet, schalten Sie ihn ein und senden Sie mit „replay“ nach, was gefehlt hat.',
    ],
  }),
}
