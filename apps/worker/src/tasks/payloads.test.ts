import { expect, test } from 'vitest'
import { z } from 'zod'
import { schedule, tasks } from './index.ts'

// what the queue itself puts into the payload of a scheduled job: the time
const scheduled = new Set(schedule.split('\n').map((line) => line.split(/\s+/)[5]))
const plain = (schema: { format?: string; enum?: unknown; const?: unknown }): boolean =>
  schema.format === 'uuid' || schema.format === 'date' || 'enum' in schema || 'const' in schema

test.each(tasks.map((task) => [task.name, task] as const))(
  'jobs of %s carry ids, days and words of ours, and nothing else',
  (name, { payload }) => {
    const { properties = {}, additionalProperties } = z.toJSONSchema(payload)
    for (const [field, schema] of Object.entries(properties)) {
      expect(plain(schema as object), `${name}.${field}`).toBe(true)
    }
    if (!scheduled.has(name)) expect(additionalProperties, name).toBe(false)
  },
)
