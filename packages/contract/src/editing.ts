import { z } from 'zod'
import type { ProblemCode } from './problems/problem-catalogue.ts'
import { describeRoute } from './route.ts'
import { calendarChange } from './slots/calendar-routes.ts'
import { identifier, instant } from './words.ts'

/** What every row that a person edits carries: its identity, and the version that `If-Match` names. */
export const editable = { id: identifier, version: z.int(), createdAt: instant, updatedAt: instant }

/** For what the calendar is made of: its change goes out with the answer of the write that caused it. */
export const withCalendar = {
  calendar: calendarChange.optional().describe('After a write: what it did to the calendar'),
}

export const clinicProblems = [
  'clinic-unknown',
  'clinic-mismatch',
  'clinic-unavailable',
] satisfies ProblemCode[]
const reading = ['invalid-request', 'not-signed-in', 'not-allowed', 'not-found'] satisfies ProblemCode[]
const readProblems = [...reading, ...clinicProblems]
const formProblems = [...readProblems, 'already-exists', 'transition-not-allowed'] satisfies ProblemCode[]
const createProblems = [...formProblems, 'idempotency-mismatch'] satisfies ProblemCode[]
const versioned = ['in-use', 'precondition-required', 'version-mismatch'] satisfies ProblemCode[]

const noParams = z.strictObject({})
type NoParams = typeof noParams

interface Editing<One, Many, Doc, Form, Params, EditQuery> {
  /** `Shift` and `Shifts` make `listShifts`, `createShift`, `showShift`, `editShift`, `removeShift`. */
  readonly one: One
  readonly many: Many
  readonly path: string
  readonly tag: string
  /** What it is, in words: "a shift", "the shifts". */
  readonly words: readonly [one: string, many: string]
  /** What stands in the path before the identifier. */
  readonly params?: Params
  readonly doc: Doc
  /** A whole one: a create and an edit both give all of it (PUT), so that nothing is left to a default by accident. */
  readonly form: Form
  readonly editQuery?: EditQuery
}

/** The routes of something that a clinic keeps: list, create, show, replace, remove. */
export function describeEditing<
  const One extends string,
  const Many extends string,
  Doc extends z.ZodType,
  Form extends z.ZodType,
  Params extends z.ZodObject = NoParams,
  EditQuery extends z.ZodObject = NoParams,
>(given: Editing<One, Many, Doc, Form, Params, EditQuery>) {
  const params = (given.params ?? noParams) as Params
  const query = (given.editQuery ?? noParams) as EditQuery
  return {
    [`list${given.many}`]: listRoute(given, given.doc, params),
    [`create${given.one}`]: createRoute(given, given.doc, given.form, params),
    [`show${given.one}`]: showRoute(given, given.doc, params),
    [`edit${given.one}`]: editRoute(given, given.doc, given.form, params, query),
    [`remove${given.one}`]: removeRoute(given, params),
  } as EditingRoutes<One, Many, Doc, Form, Params, EditQuery>
}

export type EditingRoutes<
  One extends string,
  Many extends string,
  Doc extends z.ZodType,
  Form extends z.ZodType,
  Params extends z.ZodObject,
  EditQuery extends z.ZodObject,
> = Record<`list${Many}`, ReturnType<typeof listRoute<Doc, Params>>> &
  Record<`create${One}`, ReturnType<typeof createRoute<Doc, Form, Params>>> &
  Record<`show${One}`, ReturnType<typeof showRoute<Doc, Params>>> &
  Record<`edit${One}`, ReturnType<typeof editRoute<Doc, Form, Params, EditQuery>>> &
  Record<`remove${One}`, ReturnType<typeof removeRoute<Params>>>

type Named = Pick<
  Editing<string, string, unknown, unknown, unknown, unknown>,
  'one' | 'many' | 'path' | 'tag' | 'words'
>

const common = (given: Named) => ({ scope: 'clinic', tag: given.tag, access: 'signed-in' }) as const
const single = <Params extends z.ZodObject>(given: Named, params: Params) => ({
  ...common(given),
  path: `${given.path}/{id}`,
  params: params.extend({ id: identifier }) as z.ZodObject<Params['shape'] & { id: typeof identifier }>,
})

const listRoute = <Doc extends z.ZodType, Params extends z.ZodObject>(
  given: Named,
  doc: Doc,
  params: Params,
) =>
  describeRoute({
    ...common(given),
    id: `list${given.many}`,
    method: 'get',
    path: given.path,
    params,
    summary: `List ${given.words[1]}`,
    success: {
      status: 200,
      description: 'All of them',
      body: z.strictObject({ items: z.array(doc) }).meta({ id: `${given.one}List` }),
    },
    problems: readProblems,
  })

const createRoute = <Doc extends z.ZodType, Form extends z.ZodType, Params extends z.ZodObject>(
  given: Named,
  doc: Doc,
  form: Form,
  params: Params,
) =>
  describeRoute({
    ...common(given),
    id: `create${given.one}`,
    method: 'post',
    path: given.path,
    params,
    summary: `Add ${given.words[0]}`,
    body: form,
    idempotencyKey: 'optional',
    success: { status: 201, description: 'Added', body: doc, etag: true },
    problems: createProblems,
  })

const showRoute = <Doc extends z.ZodType, Params extends z.ZodObject>(
  given: Named,
  doc: Doc,
  params: Params,
) =>
  describeRoute({
    ...single(given, params),
    id: `show${given.one}`,
    method: 'get',
    summary: `Show ${given.words[0]}`,
    success: { status: 200, description: 'As it is now', body: doc, etag: true },
    problems: readProblems,
  })

const editRoute = <
  Doc extends z.ZodType,
  Form extends z.ZodType,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
>(
  given: Named,
  doc: Doc,
  form: Form,
  params: Params,
  query: Query,
) =>
  describeRoute({
    ...single(given, params),
    id: `edit${given.one}`,
    method: 'put',
    summary: `Replace ${given.words[0]}`,
    query,
    body: form,
    ifMatch: true,
    success: { status: 200, description: 'As it is now', body: doc, etag: true },
    problems: [...formProblems, ...versioned],
  })

const removeRoute = <Params extends z.ZodObject>(given: Named, params: Params) =>
  describeRoute({
    ...single(given, params),
    id: `remove${given.one}`,
    method: 'delete',
    summary: `Remove ${given.words[0]}`,
    ifMatch: true,
    success: { status: 204, description: 'Removed' },
    problems: [...readProblems, ...versioned],
  })
