import type { EntityManager } from '@mikro-orm/postgresql'
import type { Queryable } from '@polyclinic/postgres'

type Compiled = Parameters<ReturnType<EntityManager['getKysely']>['executeQuery']>[0]

/** Runs what stands in `*-queries.ts` inside the transaction of a unit of work. */
export function queriesWithin(work: EntityManager): Queryable {
  const query = async (query: Parameters<Queryable['query']>[0], values: unknown[] = []) => {
    const given = typeof query === 'string' ? { text: query, values } : query
    return work.getKysely().executeQuery(compiled(given.text, given.values ?? []))
  }
  return { query: query as unknown as Queryable['query'] }
}

// what Kysely's `CompiledQuery.raw` makes: parameters go to the server as parameters, never into the text
const compiled = (sql: string, parameters: readonly unknown[]): Compiled => ({
  sql,
  parameters,
  query: { kind: 'RawNode', sqlFragments: [sql], parameters: [] },
  queryId: { queryId: 'clinic' },
})
