import { z } from 'zod'
import { clinicManifest } from '../clinics/manifest.ts'
import { page } from '../page.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { code, identifier, instant, slug } from '../words.ts'
import { clinicOperation, declaredClinic } from './operator-routes.ts'

const common = { scope: 'service', tag: 'Operator', access: 'signed-in' } as const
const problems = [
  'invalid-request',
  'not-signed-in',
  'not-allowed',
  'service-unavailable',
] satisfies ProblemCode[]

export const judgedRow = z
  .strictObject({
    line: z.int().describe('Where the row begins; the header is line 1'),
    verdict: z.enum(['would onboard', 'would resume', 'would update', 'unchanged', 'refused']),
    reason: z.string().optional().describe('Why it is refused'),
    warnings: z.array(z.string()).describe('What was left out or put right'),
    manifest: clinicManifest.optional().describe('What would be onboarded'),
  })
  .meta({ id: 'JudgedRow' })
export type JudgedRow = z.infer<typeof judgedRow>

export const judgeListRoute = describeRoute({
  ...common,
  id: 'judgeList',
  method: 'post',
  path: '/v1/operator/imports/judge',
  summary: 'Say what importing a list of clinics would do, and do nothing',
  description:
    'CSV with a header: the columns of the federal hospital list, or `slug,name,timeZone,country` and perhaps `locale,line,city,region,postalCode,phone,template,server`. A long list comes in parts, each with the header.',
  body: z
    .strictObject({
      csv: z.string().min(1).max(60_000),
      template: code.default('general-hospital').describe('What clinics start with whose row names none'),
    })
    .meta({ id: 'ClinicList' }),
  success: {
    status: 200,
    description: 'A verdict on each row',
    body: z.strictObject({ rows: z.array(judgedRow) }).meta({ id: 'JudgedList' }),
  },
  problems,
})

export const importClinicRoute = describeRoute({
  ...common,
  id: 'importClinic',
  method: 'post',
  path: '/v1/operator/imports',
  summary: 'Bring one row of a source to where it should be',
  description:
    'A new clinic is begun and followed by its operation, an unfinished one carried on, a changed one gets its new contact facts. May be repeated.',
  body: declaredClinic,
  success: {
    status: 200,
    description: 'What became of it',
    body: z
      .strictObject({
        verdict: z.enum(['begun', 'resumed', 'updated', 'unchanged']),
        operation: clinicOperation.optional(),
      })
      .meta({ id: 'ImportedClinic' }),
  },
  problems: [...problems, 'already-exists'],
})

export const registeredServer = z
  .strictObject({
    name: z.string(),
    region: z.string(),
    state: z.enum(['open', 'draining', 'down']),
    address: z.string().describe('Host and port'),
    clinics: z.int(),
    clinicLimit: z.int(),
    connectionLimit: z.int(),
  })
  .meta({ id: 'RegisteredServer' })
export type RegisteredServer = z.infer<typeof registeredServer>

export const listServersRoute = describeRoute({
  ...common,
  id: 'listServers',
  method: 'get',
  path: '/v1/operator/servers',
  summary: 'The servers of the fleet with their room',
  success: {
    status: 200,
    description: 'All of them',
    body: z.strictObject({ items: z.array(registeredServer) }).meta({ id: 'RegisteredServers' }),
  },
  problems,
})

/** In the order in which they get a new schema. */
export const rings = ['own', 'first', 'tenth', 'all'] as const

export const showMigrationsRoute = describeRoute({
  ...common,
  id: 'showMigrations',
  method: 'get',
  path: '/v1/operator/migrations',
  summary: 'How far the clinics of each ring are from the newest schema',
  success: {
    status: 200,
    description: 'By ring',
    body: z
      .strictObject({
        newest: z.int().describe('The schema this process knows'),
        rings: z.array(
          z.strictObject({
            ring: z.enum(rings),
            clinics: z.int(),
            behind: z.int(),
            failed: z.int().describe('Of those, whose last attempt failed'),
            next: z.array(slug).describe('Some of those behind'),
          }),
        ),
      })
      .meta({ id: 'Migrations' }),
  },
  problems,
})

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(400).optional(),
})

export const deadLetter = z
  .strictObject({
    id: z.string(),
    task: z.string(),
    clinic: slug.optional(),
    attempts: z.int(),
    error: z.string().optional().describe('What the last attempt failed with'),
    queuedAt: instant,
  })
  .meta({ id: 'DeadLetter' })

const jobIds = z
  .strictObject({
    ids: z
      .array(z.string().regex(/^[1-9]\d{0,17}$/))
      .min(1)
      .max(500),
  })
  .meta({ id: 'DeadLetterIds' })
const eventIds = z.strictObject({ ids: z.array(identifier).min(1).max(500) }).meta({ id: 'EventIds' })
const done = z.strictObject({ ids: z.array(z.string()).describe('Those that were there') })

export const listDeadLettersRoute = describeRoute({
  ...common,
  id: 'listDeadLetters',
  method: 'get',
  path: '/v1/operator/dead-letters',
  summary: 'Jobs that were given up, oldest first',
  query: pageQuery,
  success: { status: 200, description: 'One page', body: page(deadLetter).meta({ id: 'DeadLetterPage' }) },
  problems,
})

export const retryDeadLettersRoute = describeRoute({
  ...common,
  id: 'retryDeadLetters',
  method: 'post',
  path: '/v1/operator/dead-letters/retry',
  summary: 'Run jobs that were given up again',
  body: jobIds,
  success: { status: 200, description: 'They run', body: done.meta({ id: 'RetriedDeadLetters' }) },
  problems,
})

export const dropDeadLettersRoute = describeRoute({
  ...common,
  id: 'dropDeadLetters',
  method: 'post',
  path: '/v1/operator/dead-letters/drop',
  summary: 'Forget jobs that were given up: what they were to do is not done',
  body: jobIds,
  success: { status: 200, description: 'They are gone', body: done.meta({ id: 'DroppedDeadLetters' }) },
  problems,
})

export const setAsideEvent = z
  .strictObject({
    id: identifier,
    clinic: slug,
    type: z.string(),
    reason: z.string().describe('A code: of the database, or the kind of error'),
    setAsideAt: instant,
  })
  .meta({ id: 'SetAsideEvent' })

export const listSetAsideRoute = describeRoute({
  ...common,
  id: 'listSetAside',
  method: 'get',
  path: '/v1/operator/set-aside-events',
  summary: 'Events that could not be carried over, in the order in which they happened',
  query: pageQuery,
  success: {
    status: 200,
    description: 'One page',
    body: page(setAsideEvent).meta({ id: 'SetAsideEventPage' }),
  },
  problems,
})

export const retrySetAsideRoute = describeRoute({
  ...common,
  id: 'retrySetAside',
  method: 'post',
  path: '/v1/operator/set-aside-events/retry',
  summary: 'Let events that were set aside have their effects now',
  body: eventIds,
  success: { status: 200, description: 'Those that had them', body: done.meta({ id: 'RetriedEvents' }) },
  problems,
})

export const fleetRoutes = {
  judgeList: judgeListRoute,
  importClinic: importClinicRoute,
  listServers: listServersRoute,
  showMigrations: showMigrationsRoute,
  listDeadLetters: listDeadLettersRoute,
  retryDeadLetters: retryDeadLettersRoute,
  dropDeadLetters: dropDeadLettersRoute,
  listSetAside: listSetAsideRoute,
  retrySetAside: retrySetAsideRoute,
} as const
