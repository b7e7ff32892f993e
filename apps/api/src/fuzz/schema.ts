/** As much of JSON Schema 2020-12 as our document uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

/** Where a schema's references lead: `#/components/schemas/X` of the document, or `#/$defs/X`. */
export type Named = Readonly<Record<string, Schema>>

export function followed(schema: Schema, named: Named): Schema {
  let found = schema
  while (found.$ref !== undefined) {
    const next = named[found.$ref.slice(found.$ref.lastIndexOf('/') + 1)]
    if (!next) throw new Error(`The document has no ${found.$ref}.`)
    found = next
  }
  return found
}
