import { z } from 'zod'
import { clinicProblems } from '../editing.ts'
import { describeRoute } from '../route.ts'
import { identifier, localDate } from '../words.ts'

/** How many days are told of at once. */
export const figuresDays = 92

export const clinicFigures = z
  .strictObject({
    timeZone: z.string(),
    from: localDate,
    to: localDate,
    use: z
      .array(
        z.strictObject({
          week: localDate.describe('Its Monday; a week at an end of the range is told of in part'),
          doctor: z.strictObject({ id: identifier, name: z.string() }),
          capacity: z.int().describe('Places in the open times'),
          taken: z.int(),
        }),
      )
      .describe('How many of the places were taken, by week and doctor'),
    days: z
      .array(
        z.strictObject({
          date: localDate,
          visits: z.int().describe('Not cancelled'),
          fulfilled: z.int(),
          noShows: z.int(),
          cancelled: z.int(),
          leadHours: z
            .number()
            .optional()
            .describe('Between booking and visit, the median of those not cancelled'),
        }),
      )
      .describe('Days without any visit are left out'),
    leadHours: z.number().optional().describe('The median of all visits not cancelled'),
  })
  .meta({ id: 'ClinicFigures' })
export type ClinicFigures = z.infer<typeof clinicFigures>

export const showFiguresRoute = describeRoute({
  id: 'showFigures',
  method: 'get',
  path: '/figures',
  scope: 'clinic',
  tag: 'Calendar',
  summary: 'How the days are used: places taken, who did not come, how early visits are booked',
  description: `For the clinic's admin alone. Sums only, nobody's data; at most ${figuresDays} days.`,
  access: 'signed-in',
  query: z
    .strictObject({
      from: localDate.describe("Day of the clinic's calendar"),
      to: localDate.describe('The last day'),
    })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'is before `from`' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < figuresDays * 86_400_000, {
      path: ['to'],
      error: `is more than ${figuresDays} days from \`from\``,
    }),
  success: { status: 200, description: 'The figures', body: clinicFigures },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', ...clinicProblems],
})
