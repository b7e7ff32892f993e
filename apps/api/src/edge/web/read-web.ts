import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'

/** One file of the built application, as it goes out. */
export interface WebFile {
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  /** Absent where it would not be smaller */
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

/** Reads the built application into memory, packed; undefined where it was not built. */
export async function readWeb(folder: string): Promise<Web | undefined> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = new Map<string, WebFile>()
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name)
    const type = types[extname(entry.name)]
    // what is no part of the application, such as the builder's list, stays inside
    if (!entry.isFile() || !type) continue
    const address = `/${relative(folder, path).split(sep).join('/')}`
    files.set(address, pack(new Uint8Array(await readFile(path)), type, address.startsWith('/assets/')))
  }
  const index = files.get('/index.html')
  files.delete('/index.html')
  return index && { files, index }
}

function pack(plain: Uint8Array<ArrayBuffer>, type: string, forever: boolean): WebFile {
  const packed = new Uint8Array(gzipSync(plain, { level: 9 }))
  return { type, plain, gzip: packed.length < plain.length * 0.9 ? packed : undefined, forever }
}
