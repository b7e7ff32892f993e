import { z } from 'zod'
import { describeRoute } from './route.ts'

const common = { method: 'get', scope: 'service', tag: 'Health', access: 'public' } as const

export const liveRoute = describeRoute({
  ...common,
  id: 'live',
  path: '/live',
  summary: 'The process runs',
  success: { status: 200, description: 'It does', body: z.strictObject({ status: z.literal('live') }) },
  problems: [],
})

export const readyRoute = describeRoute({
  ...common,
  id: 'ready',
  path: '/ready',
  summary: 'The process can serve requests',
  description:
    'Ready stays true while the control plane is away, as long as routes and keys are known: bookings go on.',
  success: {
    status: 200,
    description: 'It can',
    body: z.strictObject({ status: z.literal('ready'), controlPlane: z.enum(['up', 'down']) }),
  },
  problems: ['service-unavailable'],
})
