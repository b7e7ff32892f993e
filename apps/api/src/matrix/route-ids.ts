import { type RouteDescription, type Routes, routes } from '@polyclinic/contract'

export type RouteId = keyof Routes

export const routeIds = Object.keys(routes) as RouteId[]
export const routeOf = (id: RouteId): RouteDescription => routes[id]

/** What a route's path names besides the clinic, in order. */
export const namesInPath = (id: RouteId): string[] =>
  [...routeOf(id).path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
