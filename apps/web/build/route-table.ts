import { pathOf, type RouteDescription, routes } from '@polyclinic/contract'
import type { Plugin } from 'vite'

const id = 'virtual:route-table'

/**
 * Gives the browser what it needs of the contract's routes, method and path, and spares it the schemas: these are the
 * compiler's business there, and would be a third of the first page.
 */
export function routeTable(): Plugin {
  return {
    name: 'polyclinic-route-table',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? `export default ${JSON.stringify(table())}` : undefined),
  }
}

const table = (): Record<string, string> =>
  Object.fromEntries(
    Object.values<RouteDescription>(routes).map((route) => [
      route.id,
      `${route.method.toUpperCase()} ${pathOf(route)}`,
    ]),
  )
