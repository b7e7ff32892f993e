import pg from 'pg'

/** Owns the templates and everything that the migrations make in them. */
export const templateOwner = 'polyclinic_owner'

/** What a fresh test server needs before its templates are migrated. Called in order. */
export const prepareServer: readonly ((adminUrl: string) => Promise<void>)[] = [makeGroups]

/** The roles that the migrations grant to: nobody logs in as them. */
async function makeGroups(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    for (const role of [templateOwner, 'polyclinic_control_app', 'polyclinic_clinic_app']) {
      await client.query(`create role ${role} nologin`)
    }
  } finally {
    await client.end()
  }
}
