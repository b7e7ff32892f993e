import type { ProvenService } from './open-service.ts'

/**
 * So many free slots of the proven clinic, in an order that no two neighbours keep: from so long after now until the
 * horizon's last but one day.
 * @param after an interval of Postgres
 * @throws Error where the calendar has fewer
 */
export async function someSlots(service: ProvenService, many: number, after: string): Promise<string[]> {
  const { rows } = await service.inClinic((client) =>
    client.query<{ id: string }>(
      `select id from slot
       where state = 'open' and starts_at between now() + $2::interval and now() + interval '89 days'
       order by md5(id::text) limit $1`,
      [many, after],
    ),
  )
  if (rows.length < many) throw new Error(`the calendar has ${rows.length} slots, not ${many}`)
  return rows.map(({ id }) => id)
}
