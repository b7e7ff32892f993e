import { type MailContents, mailContentsPlace } from '@polyclinic/control'
import type { TestFleet } from './install-test-fleet.ts'
import { testVault } from './test-keys.ts'

/** What waits to be mailed to that address, the oldest first, opened with the test's own keys. */
export async function mailsTo(
  { provisioner }: TestFleet,
  email: string,
): Promise<{ kind: string; facts: Record<string, string> }[]> {
  const vault = testVault()
  const { rows } = await provisioner.database.query<{
    id: string
    kind: string
    key: Buffer
    contents: Buffer
  }>(
    `select id, kind, wrapped_key as key, sealed_contents as contents from mail where state = 'waiting' order by id`,
  )
  return rows.flatMap(({ id, kind, key, contents }) => {
    const { to, facts }: MailContents = JSON.parse(vault.unwrap(key, id).open(contents, mailContentsPlace))
    return to === email ? [{ kind, facts: { ...facts } }] : []
  })
}
