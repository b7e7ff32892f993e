import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core'
import type { Queryable } from '../pools/index.ts'
import { columnsOf, spellingsOf, type TableColumn } from './entity-drift-queries.ts'

export interface EntityDriftOptions {
  /** Names of entities that show only some columns of their table on purpose. */
  partial?: readonly string[]
}

interface EntityColumn {
  type: string
  nullable: boolean
}

/** Compares the entities with the tables the migrations made: one sentence a difference. */
export async function entityDrift(
  orm: { metadata: MetadataStorage },
  database: Queryable,
  { partial = [] }: EntityDriftOptions = {},
): Promise<string[]> {
  const entities = [...orm.metadata.getAll().values()].filter(hasTable)
  const tables = groupByTable(await columnsOf(database, entities.map(tableOf)))
  const types = entities.flatMap((entity) => [...columnsOfEntity(entity).values()].map(({ type }) => type))
  const spellings = await spellingsOf(database, [...new Set(types)])
  return entities.flatMap((entity) => {
    const table = tables.get(tableOf(entity))
    if (!table) return [`Entity ${entity.className} wants table ${tableOf(entity)}, which does not exist.`]
    return differences(entity, table, spellings, partial.includes(entity.className))
  })
}

function differences(
  entity: EntityMetadata,
  table: Map<string, TableColumn>,
  spellings: Map<string, string>,
  partial: boolean,
): string[] {
  const found: string[] = []
  const columns = columnsOfEntity(entity)
  for (const [name, { type, nullable }] of columns) {
    const there = table.get(name)
    const where = `${tableOf(entity)}.${name}`
    if (!there) {
      found.push(`Entity ${entity.className} has column ${where}, which the table lacks.`)
      continue
    }
    const spelling = spellings.get(type) ?? type
    if (plain(spelling) !== plain(there.type)) {
      found.push(`Entity ${entity.className} says ${where} is ${spelling}; the table says ${there.type}.`)
    }
    if (nullable !== there.nullable) {
      const says = (may: boolean) => (may ? 'may be null' : 'may not be null')
      found.push(
        `Entity ${entity.className} says ${where} ${says(nullable)}; the table says it ${says(there.nullable)}.`,
      )
    }
  }
  for (const name of partial ? [] : table.keys()) {
    if (columns.has(name)) continue
    found.push(`Table ${tableOf(entity)} has column ${name}, which entity ${entity.className} lacks.`)
  }
  return found
}

function columnsOfEntity(entity: EntityMetadata): Map<string, EntityColumn> {
  const columns = new Map<string, EntityColumn>()
  for (const property of entity.props) {
    if (property.persist === false && !property.generated) continue
    property.fieldNames?.forEach((name, at) => {
      const type = property.columnTypes?.[at]
      if (type) columns.set(name, { type, nullable: property.nullable === true })
    })
  }
  return columns
}

const hasTable = (entity: EntityMetadata) =>
  !entity.virtual && !entity.abstract && !entity.embeddable && Boolean(entity.tableName)

const tableOf = (entity: EntityMetadata) => `${entity.schema ?? 'public'}.${entity.tableName}`

// six digits are what a timestamp has anyway
const plain = (type: string) => type.replace(/^(time\w*)\(6\)/, '$1')

function groupByTable(columns: TableColumn[]) {
  const tables = new Map<string, Map<string, TableColumn>>()
  for (const column of columns) {
    const table = tables.get(column.table) ?? new Map<string, TableColumn>()
    tables.set(column.table, table.set(column.column, column))
  }
  return tables
}
