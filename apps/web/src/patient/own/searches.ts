/** What the addresses of these pages may say beside their path. They may come from anywhere, so each is looked at. */
type Search = Record<string, unknown>

const identifier = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const word = /^[a-z0-9][a-z0-9-]{0,62}$/
const day = /^\d{4}-\d{2}-\d{2}$/

function only<Name extends string>(search: Search, shapes: Readonly<Record<Name, RegExp>>) {
  const found = Object.entries<RegExp>(shapes).filter(([name, shape]) => {
    const value = search[name]
    return typeof value === 'string' && shape.test(value)
  })
  return Object.fromEntries(found.map(([name]) => [name, search[name]])) as { [N in Name]?: string }
}

/** `of`: whom it is about, where it is not oneself */
export const searchOfVisits = (search: Search) => only(search, { when: /^past$/, of: identifier })
/** `move`: opened to choose another time */
export const searchOfVisit = (search: Search): { move?: true } => (search['move'] ? { move: true } : {})
/** A wish that another page has prepared */
export const searchOfWaiting = (search: Search) =>
  only(search, { clinic: word, visitType: word, doctor: identifier, from: day, to: day, of: identifier })
/** `erasure`: how far one has come; it names nobody */
export const searchOfPrivacy = (search: Search) => only(search, { of: identifier, erasure: identifier })
