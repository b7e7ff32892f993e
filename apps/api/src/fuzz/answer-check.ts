import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Answer } from '../matrix/ask-cell.ts'
import type { FuzzedDocument, Operation } from './document.ts'

/** Says what in an answer the document does not promise; undefined where it keeps its word. */
export type AnswerCheck = (operation: Operation, answer: Answer) => string | undefined

const formats = {
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/,
  email: /^[^@\s]+@[^@\s]+$/,
  hostname: /^[a-z0-9.-]+$/i,
  uri: /^[a-z][a-z0-9+.-]*:/i,
}

export function answerCheck({ schemas, operations }: FuzzedDocument): AnswerCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: false, formats })
  ajv.addSchema({ $id: 'document', components: { schemas } })
  const compiled = new Map<string, ValidateFunction | undefined>()
  for (const { operationId, responses } of operations) {
    for (const [status, { content = {} }] of Object.entries(responses)) {
      for (const [type, { schema }] of Object.entries(content)) {
        const absolute = JSON.parse(
          JSON.stringify(schema).replaceAll('"#/components', '"document#/components'),
        )
        compiled.set(`${operationId} ${status} ${type}`, ajv.compile(absolute))
      }
    }
  }
  return (operation, { status, headers, text }) => {
    const promised = operation.responses[status]
    if (!promised) return `is answered ${status}, which the document does not name`
    // what stands after the type, such as the charset, is not the document's to name
    const [type] = (headers['content-type'] ?? '').split(';')
    if (status >= 400 && type !== 'application/problem+json')
      return `is refused with ${status} and no problem`
    if (text === '')
      return promised.content ? `is answered ${status} without the body that is promised` : undefined
    const validate = compiled.get(`${operation.operationId} ${status} ${type}`)
    if (!validate) return `is answered ${status} as ${type}, which the document does not name`
    if (validate(type?.endsWith('json') ? JSON.parse(text) : text)) return undefined
    return `is answered ${status} with a body that breaks its schema: ${ajv.errorsText(validate.errors)}`
  }
}
