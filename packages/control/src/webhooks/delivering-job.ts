import type { NewJob } from '../queue/index.ts'

/**
 * Works off what waits for one endpoint. One job an endpoint waits; at once and later are two, so that the later one
 * does not push the other back.
 */
export const deliveringJob = (webhookId: string, afterSeconds = 0): NewJob => ({
  task: 'deliver-webhook',
  payload: { webhookId },
  key: `deliver-webhook:${webhookId}${afterSeconds > 0 ? ':later' : ''}`,
  afterSeconds,
})
