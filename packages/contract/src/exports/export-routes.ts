import { z } from 'zod'
import { clinicProblems } from '../editing.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { localDate } from '../words.ts'

/** How many days of appointments one file holds at most. */
export const exportDays = 92
/** How many rows one file holds at most: it is made whole in memory. */
export const exportRows = 20_000

const format = `RFC 4180 with CRLF, UTF-8 with a byte order mark. A cell that begins with \`=\`, \`+\`, \`-\` or \`@\` \
begins with an apostrophe instead, so that no spreadsheet takes it for a formula: a phone number reads \
\`'+493012345678\`. Each patient in it is noted in the audit.`

const common = { scope: 'clinic', tag: 'Exports', access: 'signed-in', method: 'get' } as const
const file = {
  status: 200,
  description: 'A table with a line of headings',
  body: z.string(),
  mediaType: 'text/csv',
} as const
const problems = [
  'invalid-request',
  'not-signed-in',
  'not-allowed',
  'outside-policy',
  ...clinicProblems,
] satisfies ProblemCode[]

export const exportAppointmentsRoute = describeRoute({
  ...common,
  id: 'exportAppointments',
  path: '/exports/appointments.csv',
  summary: 'Appointments as a table, with whom they are of; without reasons and notes',
  description: `At most ${exportDays} days and ${exportRows} rows; more is \`outside-policy\`. ${format}`,
  query: z
    .strictObject({
      from: localDate.describe("Day of the clinic's calendar"),
      to: localDate.describe('The last day'),
    })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'is before `from`' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < exportDays * 86_400_000, {
      path: ['to'],
      error: `is more than ${exportDays} days from \`from\``,
    }),
  success: file,
  problems,
})

export const exportPatientsRoute = describeRoute({
  ...common,
  id: 'exportPatients',
  path: '/exports/patients.csv',
  summary: 'The patients whom the clinic knows, as a table',
  description: `By number, ${exportRows} rows at most; where there are more, \`Link\` names the next file. ${format}`,
  query: z.strictObject({
    after: z.coerce
      .number()
      .int()
      .min(0)
      .max(2_147_483_647)
      .default(0)
      .describe('Only numbers above this one'),
  }),
  success: file,
  problems: problems.filter((each) => each !== 'outside-policy'),
})
