/** A patient whose every word is met nowhere else, so that it betrays whoever repeats it. */
export const canary = {
  name: 'Canary Quetzalcoatlus',
  email: 'canary.quetzal@birds.test',
  phone: '+493099887766',
  birthDate: '1931-07-19',
  password: 'long canary password kakapo',
}

/** What the patient changes to in the course of their life. */
export const later = {
  email: 'hoatzin.second@birds.test',
  phone: '+493077665544',
  password: 'another canary password shoebill',
}

/** Registered by a desk, under the canary's address: found to be the canary afterwards. */
export const atTheDesk = { name: 'Canary B. Quetzalcoatlus', phone: '+493066554433' }
export const child = { name: 'Pipit Quetzalcoatlus', birthDate: '2019-11-23' }
export const device = 'Birdphone of Mrs. Quetzalcoatlus, bed 7 (hoatzin ward)'

/** What is told and written about them. */
export const told = {
  reason: 'canary complaint about hoatzin fever',
  otherReason: 'canary worries about cassowary bites',
  cancellation: 'canary is afraid of the potoo',
  justification: 'canary cannot sit up: frogmouth syndrome',
  notes: 'canary was told of the bittern test; result motmot',
  subject: 'canary letter about the corncrake',
  blocking: 'canary insulted the nurse as a turaco',
}

/** By the name that a finding is told under. Single stems too: what is cut or put together otherwise still shows. */
export const canaryWords: ReadonlyMap<string, string> = new Map(
  [
    ...Object.values(canary),
    ...Object.values(later),
    ...Object.values(atTheDesk),
    ...Object.values(child),
    ...Object.values(told),
    device,
    ...['quetzal', 'hoatzin', 'kakapo', 'shoebill', 'cassowary', 'frogmouth', 'birdphone'],
    ...['3099887766', '3077665544', '3066554433', '99887766', '77665544', '66554433'],
    ...['19.07.1931', '07/19/1931'],
  ].map((word) => [word, word]),
)

/** Written down in plain on purpose: what finds the canary must find this. */
export const control = 'Control Kookaburra'
