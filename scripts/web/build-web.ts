import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../installation/read-settings.ts'
import { packFiles } from './pack-files.ts'

const folder = join(root, 'apps/web')
const mark = join(folder, 'dist', '.made-from')

/** Builds the screens unless they were built from the very same files. Tells whether there was anything to do. */
export async function buildWeb(): Promise<boolean> {
  const sources = await fingerprint()
  if ((await readFile(mark, 'utf8').catch(() => '')) === sources) return false
  // loading the builder takes longer than finding that it is not needed
  const { build } = await import('vite')
  await build({ root: folder, configFile: join(folder, 'vite.config.ts'), logLevel: 'warn' })
  await packFiles(join(folder, 'dist'))
  await writeFile(mark, sources)
  return true
}

/** What the build is made from: the screens, the contract, and the versions of everything else. */
async function fingerprint(): Promise<string> {
  const paths = [
    ...(await filesIn(join(folder, 'src'))),
    ...(await filesIn(join(folder, 'public'))),
    ...(await filesIn(join(folder, 'build'))),
    ...(await filesIn(join(root, 'scripts/web'))),
    ...(await filesIn(join(root, 'packages/contract/src'))),
    ...['index.html', 'vite.config.ts', 'package.json'].map((name) => join(folder, name)),
    join(root, 'package-lock.json'),
  ]
  const hash = createHash('sha256')
  for (const path of paths) {
    hash.update(path.slice(root.length)).update('\0')
    hash.update(await readFile(path)).update('\0')
  }
  return hash.digest('hex')
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
