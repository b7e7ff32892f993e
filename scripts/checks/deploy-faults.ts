import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the files of a machine of one's own set or start that is not there: settings nobody reads, programs that moved. */
export function deployFaults(root: string): string[] {
  const told = new Set(
    [...readFileSync(join(root, 'docs/operations.md'), 'utf8').matchAll(/`([A-Z][A-Z_]+)`/g)].map(
      ([, name]) => name,
    ),
  )
  return globSync('deploy/{*.env,systemd/*.service}', { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const settings = [...text.matchAll(/^(?:Environment=|# )?([A-Z][A-Z_]+)=/gm)].map(
      ([, name]) => name ?? '',
    )
    const programs = [...text.matchAll(/^ExecStart=\S+ (\S+)$/gm)].map(([, path]) => path ?? '')
    return [
      ...settings
        .filter((name) => name !== 'NODE_ENV' && !told.has(name))
        .map((name) => `${file} sets ${name}, of which docs/operations.md does not tell.`),
      ...programs
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${file} starts ${path}, which is not there.`),
    ]
  })
}
