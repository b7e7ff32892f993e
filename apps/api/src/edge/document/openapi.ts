import { pathOf, type RouteDescription, routes } from '@polyclinic/contract'
import { createDocument } from 'zod-openapi'
import { describeOperation } from './describe-operation.ts'

const description = `Booking at clinics, each with its own database.

On a clinic's own host (\`riverside.example.org\`) its routes are also reached without naming it again: \
\`/v1/clinic/slots\` there is \`/v1/clinics/riverside/slots\` here.

Every refusal is \`application/problem+json\` (RFC 9457); its \`code\` is stable and explained under \
[/problems](/problems). What \`ETag\` says about a row goes back in \`If-Match\` when it is edited.`

/** Builds the OpenAPI 3.1 document from the contract's routes. Takes some milliseconds: build it once. */
export function openApiDocument() {
  const paths: Record<string, Record<string, ReturnType<typeof describeOperation>>> = {}
  for (const route of Object.values<RouteDescription>(routes)) {
    const path = (paths[pathOf(route)] ??= {})
    path[route.method] = describeOperation(route)
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Polyclinic', version: '1.0.0', description, license: { name: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.values(routes).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'From `POST /v1/auth/login`',
        },
      },
    },
  })
}
