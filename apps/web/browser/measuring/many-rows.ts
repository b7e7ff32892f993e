import type { Page } from 'playwright-core'

const pageSize = 100

/**
 * Makes a list of the API as long as one likes: its first page is asked for, and its rows come again and again under other
 * identifiers. What is measured is the screen; nobody may register ten thousand patients in an hour.
 * @param path of the list, such as `/patients`
 */
export async function manyRows(page: Page, path: string, rows: number): Promise<void> {
  let real: { items: { id?: string; slug?: string }[] } | undefined
  await page.route(
    (url) => url.pathname.endsWith(path) && url.pathname.startsWith('/v1/'),
    async (route) => {
      const address = new URL(route.request().url())
      const first = Number(address.searchParams.get('cursor') ?? 0)
      if (!real) {
        const answer = await route.fetch()
        if (!answer.ok()) return route.fulfill({ response: answer })
        real = (await answer.json()) as typeof real
      }
      const many = Math.min(pageSize, rows - first)
      const items = Array.from({ length: many }, (_, nth) => {
        const row = real?.items[nth % real.items.length] ?? {}
        const number = String(first + nth).padStart(12, '0')
        return {
          ...row,
          ...(row.id && { id: row.id.slice(0, -12) + number }),
          ...(row.slug && { slug: `${row.slug}-${number}` }),
        }
      })
      const next = first + many < rows ? { next: String(first + many) } : {}
      await route.fulfill({ json: { ...real, items, next: undefined, ...next } })
    },
  )
}
