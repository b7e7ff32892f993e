import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../installation/read-settings.ts'

/**
 * Proves that the linter still keeps the rooms apart: each forbidden thing is written down for a moment, and the
 * linter must object. A rule that was switched off, or never resolved an import, is found here.
 */
const controls: { room: string; text: string; rule: string }[] = [
  { room: 'packages/clinic', text: "import '@polyclinic/control'\n", rule: 'no-restricted-imports' },
  { room: 'packages/control', text: "import '@polyclinic/clinic'\n", rule: 'no-restricted-imports' },
  { room: 'packages/contract', text: "import 'node:fs'\n", rule: 'no-restricted-imports' },
  { room: 'packages/postgres', text: "import '@polyclinic/guard'\n", rule: 'no-restricted-imports' },
  { room: 'packages/clinic', text: "import '@polyclinic/mail'\n", rule: 'no-restricted-imports' },
  { room: 'packages/control', text: "import '@polyclinic/mail/mailbox'\n", rule: 'no-restricted-imports' },
  { room: 'packages/mail', text: "import '@polyclinic/clinic'\n", rule: 'no-restricted-imports' },
  { room: 'packages/sms', text: "import '@polyclinic/mail'\n", rule: 'no-restricted-imports' },
  { room: 'packages/mail', text: "import '@polyclinic/sms'\n", rule: 'no-restricted-imports' },
  { room: 'packages/mail', text: "import 'hono'\n", rule: 'no-restricted-imports' },
  { room: 'packages/webhooks', text: "import '@polyclinic/control'\n", rule: 'no-restricted-imports' },
  { room: 'packages/control', text: "import '@polyclinic/webhooks'\n", rule: 'no-restricted-imports' },
  {
    room: 'apps/api',
    text: "import '@polyclinic/clinic/src/clinic.ts'\n",
    rule: 'no-restricted-imports',
  },
  { room: 'apps/api', text: "import '@polyclinic/worker'\n", rule: 'no-restricted-imports' },
  { room: 'apps/worker', text: "import '@polyclinic/api'\n", rule: 'no-restricted-imports' },
  { room: 'apps/web', text: "import '@polyclinic/control'\n", rule: 'no-restricted-imports' },
  {
    room: 'apps/web',
    text: "import { routes } from '@polyclinic/contract'\nconsole.log(routes)\n",
    rule: 'no-restricted-imports',
  },
  { room: 'packages/guard', text: "export * from './control-circle.ts'\n", rule: 'no-cycle' },
]

// a copy of the linter's rules beside the same packages: planting in the tree itself would trip the other checks
const bench = mkdtempSync(join(tmpdir(), 'rooms-'))
cpSync(join(root, '.oxlintrc.json'), join(bench, '.oxlintrc.json'))
symlinkSync(join(root, 'node_modules'), join(bench, 'node_modules'))
const faults = [...controls.flatMap(unnoticed), ...environmentReaders()]
rmSync(bench, { recursive: true })
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0

function unnoticed({ room, text, rule }: (typeof controls)[number]): string[] {
  const folder = join(bench, room, 'src')
  mkdirSync(folder, { recursive: true })
  const planted = join(folder, 'control-planted.ts')
  writeFileSync(planted, `${text}export const planted = 1\n`)
  writeFileSync(join(folder, 'control-circle.ts'), "export * from './control-planted.ts'\n")
  const { stdout } = spawnSync('oxlint', [planted], { cwd: bench, encoding: 'utf8' })
  return stdout.includes(rule) ? [] : [`The linter does not object to ${text.trim()} in ${room}.`]
}

/** Reads `process.env` only where configuration is read. */
function environmentReaders(): string[] {
  const allowed = /(^|\/)(main|config|global-setup|read-settings)\.ts$|\.test\.ts$|\/testing\/|^scripts\//
  return sourceFiles()
    .filter((file) => !allowed.test(file) && readFileSync(join(root, file), 'utf8').includes('process.env'))
    .map((file) => `${file} reads the environment: only main and config files may; pass the value down.`)
}

function sourceFiles(): string[] {
  return ['apps', 'packages'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
      .map((file) => join(top, file)),
  )
}
