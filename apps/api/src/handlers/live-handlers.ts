import type { Clinic } from '@polyclinic/clinic'
import { followTopics, recallLive } from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

const headers = {
  'cache-control': 'no-cache, no-transform',
  // nginx would hand over nothing before its buffer is full
  'x-accel-buffering': 'no',
}

export function liveHandlers({
  provisioner,
  directory,
  live,
}: HandlerContext): Pick<Handlers<Clinic>, 'followLive'> {
  return {
    async followLive({ actor, query, client }) {
      const topics = new Set(query.topics.split(','))
      const { lastEventId } = client
      const stream = live.open(actor, client)
      try {
        const following = await followTopics(actor, [...topics], (slug) => directory.require('slug', slug))
        // what is not a number was never ours, and nothing follows it
        const since = lastEventId === undefined ? undefined : Number(lastEventId || Number.NaN)
        const { events, now } = await recallLive(provisioner, following, since)
        stream.begin(following, events, now)
        return { stream: stream.body, headers }
      } catch (error) {
        stream.end()
        throw error
      }
    },
  }
}
