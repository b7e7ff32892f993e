import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const pack = promisify(gzip)

/** Puts a packed copy beside each text of a folder: once, when it is built, and not at each start of an API. */
export async function packFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = entries.filter((entry) => entry.isFile() && /\.(?:html|js|css|svg)$/.test(entry.name))
  await Promise.all(
    texts.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      const plain = await readFile(path)
      const packed = await pack(plain, { level: 9 })
      if (packed.length < plain.length * 0.9) await writeFile(`${path}.gz`, packed)
    }),
  )
}
