import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { WordFinder } from './word-finder.ts'

export interface FileSearch {
  readonly files: number
  readonly bytes: number
  /** `path: word (disguise)`, the path as below the directory */
  readonly found: readonly string[]
}

/** Reads every byte of every file below a directory, whatever it is. */
export async function searchFiles(directory: string, finder: WordFinder): Promise<FileSearch> {
  const buffer = Buffer.allocUnsafe(1 << 20)
  const found: string[] = []
  let [files, bytes] = [0, 0]
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const reader = finder.open()
    const file = await open(path)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead === 0) break
      bytes += bytesRead
      reader.read(buffer.subarray(0, bytesRead))
    }
    await file.close()
    files++
    found.push(...reader.found.map((each) => `${path.slice(directory.length + 1)}: ${each}`))
  }
  return { files, bytes, found }
}
