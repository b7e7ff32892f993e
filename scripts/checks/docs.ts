import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { webhookEventTypes } from '@polyclinic/contract'
import { root } from '../installation/read-settings.ts'
import { deployFaults } from './deploy-faults.ts'

/** Every path, npm script and command that the documents name must be there: documents rot from their examples on. */
const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as Record<string, string>
const faults = [
  ...stdout.split('\n').filter(Boolean).flatMap(faultsOf),
  ...untoldEvents(),
  ...deployFaults(root),
]
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0

function faultsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const links = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '')
  const named = [
    ...text.matchAll(/`((?:apps|packages|tenants|migrations|scripts|docs|deploy|\.ci)\/[\w./-]*[\w/])`/g),
  ]
  const commands = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name]) => name ?? '')
  return [
    ...links
      .filter((path) => !existsSync(join(root, normalize(join(dirname(file), path)))))
      .map((path) => `${file} links to ${path}, which is not there.`),
    ...named
      .map(([, path]) => path ?? '')
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${file} names ${path}, which is not there.`),
    ...commands
      .filter((name) => !(name in scripts))
      .map((name) => `${file} names npm run ${name}, which is not there.`),
  ]
}

/** Receivers must find each type of event in their page. */
function untoldEvents(): string[] {
  const text = readFileSync(join(root, 'docs/webhooks.md'), 'utf8')
  return webhookEventTypes
    .filter(
      (type) => !text.includes(`\`${type}\``) && !text.includes(`\`${type.slice(type.lastIndexOf('.'))}\``),
    )
    .map((type) => `docs/webhooks.md does not tell of ${type}.`)
}
