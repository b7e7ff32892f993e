import { dropTemplates, type KillCase, killAndResume } from '../clinics/testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer } from '../clinics/testing/private-server.ts'
import { table } from '../clinics/table.ts'
import { openInstallation } from '../installation/open-installation.ts'
import { readSettings } from '../installation/read-settings.ts'

/**
 * Kills a process that onboards a clinic at every one of its statements, twice: once when the server has just got the
 * statement, once when it is done and the answer is on its way. After each kill the same command is given again.
 * Prints what was seen, one line for each kind of what there was; ends with 1 where anything was not right.
 */
const moments = ['sent', 'answered'] as const
const ownStatements = /from clinic c where c\.slug/
const templateStatements = /create database "polyclinic_template_/

await using server = await startPrivateServer()
const installation = await openInstallation(readSettings(server.environment), {
  applicationName: 'polyclinic-proof',
})
const began = performance.now()
const first = await sweep(server, 'template', templateStatements, () => dropTemplates(server.adminUrl))
const second = await sweep(server, 'clinic', ownStatements, async () => {})
report('Killed while the template is made', first)
report('Killed while the clinic is made', second)
const faults = [...first, ...second].flatMap(({ slug, statement, faults: found }) =>
  found.map((fault) => `${slug} (${short(statement)}): ${fault}`),
)
for (const fault of faults) console.log(`FAULT ${fault}`)
const kills = first.length + second.length
const seconds = Math.round((performance.now() - began) / 1000)
console.log(`\n${kills} kills, ${faults.length} faults, in ${seconds} s.`)
await installation.close()
process.exitCode = faults.length > 0 ? 1 : 0

async function sweep(
  on: PrivateServer,
  name: string,
  from: RegExp,
  prepare: () => Promise<void>,
): Promise<KillCase[]> {
  const cases: KillCase[] = []
  for (const moment of moments) {
    for (let at = 1; ; at++) {
      await prepare()
      const seen = await killAndResume(on, installation.provisioner, `${name}-${moment}-${at}`, {
        from,
        at,
        moment,
      })
      if (seen.statement === undefined) break
      cases.push(seen)
      process.stderr.write(`${seen.slug}: ${short(seen.statement)}\n`)
      if (name === 'template' && /is_template true/.test(seen.statement)) break
    }
  }
  return cases
}

/** Neighbours that showed the same are one line. */
function report(title: string, cases: readonly KillCase[]): void {
  const kinds = new Map<string, KillCase[]>()
  for (const each of cases) {
    const key = JSON.stringify([each.listed, each.catalogue, each.said.split(' ')[0], each.faults.length])
    kinds.set(key, [...(kinds.get(key) ?? []), each])
  }
  const rows = [...kinds.values()].map((same) => {
    const [one] = same as [KillCase]
    const said = one.said.split(' ')[0] ?? ''
    const verdict = one.faults.length === 0 ? 'right' : 'WRONG'
    return [
      String(same.length),
      one.listed.killed,
      one.catalogue.killed,
      said,
      one.listed.resumed,
      one.catalogue.resumed,
      verdict,
    ]
  })
  const head = ['kills', 'list after the kill', 'catalogue', 'again', 'list then', 'catalogue then', '']
  console.log(`\n${title}\n\n${table(head, rows).join('\n')}`)
}

function short(statement: string | undefined): string {
  return (statement ?? '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[0-9a-f]{32}/g, '…')
    .trim()
    .slice(0, 70)
}
