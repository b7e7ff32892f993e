import fc from 'fast-check'
import { followed, type Named, type Schema } from './schema.ts'

/** How deep lists and objects go before they stay empty: our schemas end well above it. */
const deepest = 8

/** Values that a schema takes; rules that JSON Schema cannot say (zod's own checks) may still refuse some of them. */
export function arbitraryOfSchema(schema: Schema, named: Named = {}, depth = 0): fc.Arbitrary<unknown> {
  const known = followed(schema, named)
  const inner = (each: Schema) => arbitraryOfSchema(each, named, depth + 1)
  if ('const' in known) return fc.constant(known.const)
  if (known.enum) return fc.constantFrom(...known.enum)
  const choices = known.anyOf ?? known.oneOf
  if (choices) return fc.oneof(...choices.map(inner))
  if (known.allOf) return fc.tuple(...known.allOf.map(inner)).map((parts) => Object.assign({}, ...parts))
  switch (known.type) {
    case 'string':
      return textOf(known)
    case 'integer':
      return fc.integer(boundsOf(known, 1))
    case 'number':
      return fc.double({ ...boundsOf(known, 0), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return listOf(known, inner, depth)
    case 'object':
      return objectOf(known, inner, depth)
    default:
      return fc.constantFrom('text', 1, true, null)
  }
}

function boundsOf(schema: Schema, step: number): { min: number; max: number } {
  return {
    min: schema.minimum ?? (schema.exclusiveMinimum ?? -1_001) + step,
    max: schema.maximum ?? (schema.exclusiveMaximum ?? 1_001) - step,
  }
}

function listOf(schema: Schema, inner: (of: Schema) => fc.Arbitrary<unknown>, depth: number) {
  const least = schema.minItems ?? 0
  if (!schema.items || (depth >= deepest && least === 0)) return fc.constant([])
  return fc.array(inner(schema.items), {
    minLength: least,
    maxLength: Math.min(schema.maxItems ?? 3, least + 2),
  })
}

function objectOf(schema: Schema, inner: (of: Schema) => fc.Arbitrary<unknown>, depth: number) {
  const required = schema.required ?? []
  const fields = Object.entries(schema.properties ?? {}).filter(
    ([name]) => required.includes(name) || depth < deepest,
  )
  return fc.record(Object.fromEntries(fields.map(([name, each]) => [name, inner(each)])), {
    requiredKeys: [...required] as never[],
    noNullPrototype: true,
  })
}

const days = { min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }
const formats: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  uuid: () => fc.uuid({ version: [4, 7] }),
  date: () => fc.date(days).map((day) => day.toISOString().slice(0, 10)),
  'date-time': () => fc.date(days).map((day) => day.toISOString()),
  email: () => fc.stringMatching(/^[a-z]{3,12}@[a-z]{3,8}\.test$/),
  hostname: () => fc.stringMatching(/^[a-z]{3,12}\.[a-z]{3,8}\.test$/),
}

function textOf({
  format,
  pattern,
  minLength = 0,
  maxLength = Number.MAX_SAFE_INTEGER,
}: Schema): fc.Arbitrary<string> {
  const written = format === undefined ? undefined : formats[format]?.()
  if (written) return written
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(fits)
  const most = Math.max(minLength, Math.min(maxLength, 60))
  return fc.string({
    unit: 'grapheme-ascii',
    minLength: Math.max(minLength, 1),
    maxLength: Math.max(most, 1),
  })
}
