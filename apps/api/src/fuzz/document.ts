import { openApiDocument } from '../edge/index.ts'
import type { Named, Schema } from './schema.ts'

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}
export interface Operation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
}
export interface FuzzedDocument {
  readonly operations: readonly Operation[]
  readonly schemas: Named
}

/** The document as a stranger reads it: of `/openapi.json`, through JSON. */
export function readDocument(
  served: unknown = JSON.parse(JSON.stringify(openApiDocument())),
): FuzzedDocument {
  const { paths, components } = served as {
    paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>
    components: { schemas: Named }
  }
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method, path })),
  )
  return { operations, schemas: components.schemas }
}
