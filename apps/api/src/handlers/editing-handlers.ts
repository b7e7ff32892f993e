import type { Clinic, EditVerbs } from '@polyclinic/clinic'
import { pathOf, type Routes, routes } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { z } from 'zod'
import type { Handlers } from '../edge/index.ts'
import { onceOf } from './once-of.ts'

/** `Shift`, where the map has `createShift` and `removeShift`. */
type Edited = {
  [Id in keyof Routes]: Id extends `remove${infer One}`
    ? `create${One}` extends keyof Routes
      ? One
      : never
    : never
}[keyof Routes]
type Listed = { [Id in keyof Routes]: Id extends `list${infer Many}` ? Many : never }[keyof Routes]

type VerbsOf<One extends Edited> = EditVerbs<
  z.output<Routes[`create${One}`]['body']>,
  z.input<Routes[`show${One}`]['success']['body']>,
  z.output<Routes[`create${One}`]['params']>
>
type HandlersOf<One extends Edited, Many extends Listed> = Pick<
  Handlers<Clinic>,
  `list${Many}` | `create${One}` | `show${One}` | `edit${One}` | `remove${One}`
>

/** A call of any of these routes: the contract has checked it, and the types of `VerbsOf` that verb and route agree. */
interface AnyCall {
  readonly clinic: Clinic
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>> & { readonly id: string }
  readonly body: never
  readonly ifMatch: number
  readonly idempotencyKey?: string
  readonly fingerprint?: string
}

/** Binds the five routes of something a clinic keeps to its five verbs. */
export function editingHandlers<One extends Edited, Many extends Listed>(
  one: One,
  many: Many,
  typed: VerbsOf<One>,
): HandlersOf<One, Many> {
  const verbs = typed as unknown as EditVerbs<unknown, { id: string; version: number }, object>
  const addressOf = pathOf(routes[`create${one}`])
  const bound = {
    [`list${many}`]: async ({ clinic, actor, params }: AnyCall) => ({
      body: { items: await verbs.list(clinic, actor, params) },
    }),
    async [`create${one}`]({ clinic, actor, params, body, idempotencyKey, fingerprint }: AnyCall) {
      const once = onceOf({ idempotencyKey, fingerprint })
      const created = await verbs.create(clinic, actor, params, body, undefined, once)
      const address = filled(addressOf, { ...params, clinic: clinic.slug })
      return { body: created, version: created.version, headers: { location: `${address}/${created.id}` } }
    },
    async [`show${one}`]({ clinic, actor, params: { id, ...place } }: AnyCall) {
      const shown = await verbs.show(clinic, actor, place, id)
      return { body: shown, version: shown.version }
    },
    async [`edit${one}`]({ clinic, actor, params: { id, ...place }, body, ifMatch }: AnyCall) {
      const edited = await verbs.edit(clinic, actor, { place, id, seenVersion: ifMatch }, body)
      return { body: edited, version: edited.version }
    },
    async [`remove${one}`]({ clinic, actor, params: { id, ...place }, ifMatch }: AnyCall) {
      await verbs.remove(clinic, actor, { place, id, seenVersion: ifMatch })
      return {}
    },
  }
  return bound as unknown as HandlersOf<One, Many>
}

const filled = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
