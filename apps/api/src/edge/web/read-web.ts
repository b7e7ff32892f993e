import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** One file of the built application, as it goes out. */
export interface WebFile {
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  /** Absent where the build has put none beside it: it would not be smaller */
  readonly gzip: Uint8Array<ArrayBuffer> | undefined
  /** Its name holds a hash of what is in it: it never changes */
  readonly forever: boolean
}

export interface Web {
  /** By address: `/assets/application-8f3a.js` */
  readonly files: ReadonlyMap<string, WebFile>
  readonly index: WebFile
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Reads the built application into memory; undefined where it was not built. */
export async function readWeb(folder: string): Promise<Web | undefined> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const read = names.map(async (entry): Promise<[string, WebFile][]> => {
    const path = join(entry.parentPath, entry.name)
    const type = types[extname(entry.name)]
    // what is no part of the application, such as the builder's list, stays inside
    if (!entry.isFile() || !type) return []
    const address = `/${relative(folder, path).split(sep).join('/')}`
    const gzip = await bytesOf(`${path}.gz`).catch(() => undefined)
    return [[address, { type, plain: await bytesOf(path), gzip, forever: address.startsWith('/assets/') }]]
  })
  const files = new Map((await Promise.all(read)).flat())
  const index = files.get('/index.html')
  files.delete('/index.html')
  return index && { files, index }
}

const bytesOf = async (path: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await readFile(path))
