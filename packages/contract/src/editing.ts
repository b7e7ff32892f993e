import { z } from 'zod'
import type { ProblemCode } from './problems/problem-catalogue.ts'
import { describeRoute } from './route.ts'
import { identifier } from './words.ts'

/** What every row that a person edits carries: its identity, and the version that `If-Match` names. */
export const editable = {
  id: identifier,
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
}

const clinicProblems = ['clinic-unknown', 'clinic-mismatch', 'clinic-unavailable'] satisfies ProblemCode[]
const readProblems = ['not-signed-in', 'not-allowed', 'not-found', ...clinicProblems] satisfies ProblemCode[]
const writeProblems = ['invalid-request', 'already-exists', 'in-use', ...readProblems] satisfies ProblemCode[]
const versionProblems = ['precondition-required', 'version-mismatch'] satisfies ProblemCode[]

interface Editing<Doc extends z.ZodType, Form extends z.ZodType, Params extends z.ZodObject> {
  /** `Shift` makes `listShifts`, `createShift`, `showShift`, `editShift`, `removeShift`. */
  readonly one: string
  readonly many: string
  readonly path: string
  readonly tag: string
  /** What it is, in words: "a shift", "the shifts". */
  readonly words: readonly [one: string, many: string]
  readonly params?: Params
  readonly doc: Doc
  /** A whole one: a create and an edit both give all of it (PUT), so that nothing is left to a default by accident. */
  readonly form: Form
}

/** The five routes of something that a clinic keeps: list, create, show, replace, remove. */
export function describeEditing<
  Doc extends z.ZodType,
  Form extends z.ZodType,
  Params extends z.ZodObject = z.ZodObject<{}>,
>(given: Editing<Doc, Form, Params>) {
  const parent = (given.params ?? z.strictObject({})) as Params
  const params = parent.extend({ id: identifier }) as z.ZodObject<Params['shape'] & { id: typeof identifier }>
  const [one, many] = given.words
  const common = { scope: 'clinic', tag: given.tag, access: 'signed-in' } as const
  const single = { ...common, path: `${given.path}/{id}`, params }
  const list = z.strictObject({ items: z.array(given.doc) }).meta({ id: `${given.one}List` })
  return {
    list: describeRoute({
      ...common,
      id: `list${given.many}`,
      method: 'get',
      path: given.path,
      params: parent,
      summary: `All ${many}`,
      success: { status: 200, description: 'All of them', body: list },
      problems: readProblems,
    }),
    create: describeRoute({
      ...common,
      id: `create${given.one}`,
      method: 'post',
      path: given.path,
      params: parent,
      summary: `Add ${one}`,
      body: given.form,
      success: { status: 201, description: 'Added', body: given.doc, etag: true },
      problems: writeProblems,
    }),
    show: describeRoute({
      ...single,
      id: `show${given.one}`,
      method: 'get',
      summary: `Show ${one}`,
      success: { status: 200, description: 'As it is now', body: given.doc, etag: true },
      problems: readProblems,
    }),
    edit: describeRoute({
      ...single,
      id: `edit${given.one}`,
      method: 'put',
      summary: `Replace ${one}`,
      body: given.form,
      ifMatch: true,
      success: { status: 200, description: 'As it is now', body: given.doc, etag: true },
      problems: [...writeProblems, ...versionProblems],
    }),
    remove: describeRoute({
      ...single,
      id: `remove${given.one}`,
      method: 'delete',
      summary: `Remove ${one}`,
      ifMatch: true,
      success: { status: 204, description: 'Removed' },
      problems: [...readProblems, 'in-use', ...versionProblems],
    }),
  }
}
